import { useEffect } from "preact/hooks";

/** A page of the company's own site: the widget comes to it as it comes to any other. */
export function Site({ company }: { readonly company: string }) {
  useEffect(() => {
    document.title = company;
    document.documentElement.classList.add("is-site");
    const script = document.createElement("script");
    script.src = "/widget.js";
    script.async = true;
    document.head.append(script);
  }, [company]);
  return (
    <div class="site">
      <nav class="site-top" aria-label="Site">
        <strong>{company}</strong>
        <span>Product</span>
        <span>Pricing</span>
        <span>Help</span>
      </nav>
      <main>
        <div class="site-hero">
          <h1>Work that fits together.</h1>
          <p>Plans, files and people in one place, for teams of any size.</p>
          <span class="site-start">Start for free</span>
        </div>
        <p class="site-note">
          A page of the company's. The chat is one line on it:{" "}
          <code>{`<script src="${location.origin}/widget.js" async>`}</code>
        </p>
        <div class="site-cards" aria-hidden="true">
          <i />
          <i />
          <i />
        </div>
      </main>
    </div>
  );
}

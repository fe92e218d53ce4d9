import type { ComponentChildren } from "preact";

interface SectionProps {
  readonly title: string;
  readonly about?: string;
  readonly children: ComponentChildren;
}

/** A part of the side panel. */
export function Section({ title, about, children }: SectionProps) {
  return (
    <section class="section">
      <h3>
        {title}
        {about && <span class="quiet">{about}</span>}
      </h3>
      {children}
    </section>
  );
}

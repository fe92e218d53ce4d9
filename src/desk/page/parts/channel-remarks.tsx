import type { ChannelView } from "../../channel-routes.ts";
import type { Remark } from "../../remarks.ts";
import { fullTime } from "../state/ages.ts";
import { linkedWords, remarkAge, remarkSummary } from "../state/channel-words.ts";
import { OutwardLink } from "./outward-link.tsx";

/** What some of what is said fails for, though the channel works. Closed at first: an operator cannot mend it. */
export function ChannelRemarks({ view }: { readonly view: ChannelView }) {
  const { remarks = [] } = view;
  if (remarks.length === 0) return null;
  return (
    <details class="remarks">
      <summary>{remarkSummary(view)}</summary>
      <ul>
        {remarks.map((remark) => (
          <RemarkRow key={remark.code} view={view} remark={remark} />
        ))}
      </ul>
    </details>
  );
}

function RemarkRow({ view, remark }: { readonly view: ChannelView; readonly remark: Remark }) {
  return (
    <li>
      {linkedWords(remark.why).map(({ text, url }, index) =>
        url === null ? text : <OutwardLink key={index} url={url} title={text} />,
      )}{" "}
      <time class="quiet" dateTime={remark.last} title={fullTime(remark.last)}>
        {remarkAge(view, remark, Date.now())}
      </time>
    </li>
  );
}

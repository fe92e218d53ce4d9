import type { EventView } from "../../../conversation/view.ts";
import { clockTime, fullTime } from "../state/ages.ts";
import { eventWords } from "../state/event-words.ts";

export function EventRow({ event }: { readonly event: EventView }) {
  return (
    <li class="event">
      {eventWords(event)}{" "}
      <time dateTime={event.at} title={fullTime(event.at)}>
        {clockTime(event.at)}
      </time>
    </li>
  );
}

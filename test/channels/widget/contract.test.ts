import { describe } from "vitest";
import { describeLiveChannel } from "../../contract/describe-channel.ts";
import { WIDGET_CASE } from "./widget-case.ts";

describe("the widget channel [WIDGET-9]", () => describeLiveChannel(WIDGET_CASE));

import { describe } from "vitest";
import { describeSendingChannel } from "../../contract/describe-channel.ts";
import { EMAIL_CASE } from "./email-case.ts";

describe("the email channel [EMAIL-27] [EMAIL-29]", () => describeSendingChannel(EMAIL_CASE));

import { describe } from "vitest";
import { describeSendingChannel } from "../../contract/describe-channel.ts";
import { SMS_CASE } from "./sms-case.ts";

describe("the SMS channel [SMS-6, SMSP-5]", () => describeSendingChannel(SMS_CASE));

import { describe } from "vitest";
import { describeChannel } from "../../contract/describe-channel.ts";
import { SMS_CASE } from "./sms-case.ts";

describe("the SMS channel [SMS-6]", () => describeChannel(SMS_CASE));

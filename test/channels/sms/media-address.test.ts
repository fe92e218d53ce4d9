import { describe, expect, it } from "vitest";
import { isOutside, storeRoute, twilioRoute } from "../../../channels/sms/media-address.ts";
import type { MediaError } from "../../../src/contract/index.ts";

const CONFIG = { apiBaseUrl: "http://127.0.0.1:4010" };
const PATH = "/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1";
const API = new URL(`https://api.twilio.com${PATH}`);

const refused = { name: "MediaError", retryable: false };

function thrownBy(call: () => unknown): unknown {
  try {
    call();
    return null;
  } catch (error) {
    return error;
  }
}

describe("where a medium is asked for with our credentials", () => {
  it.each([
    `https://api.dublin.ie1.twilio.com${PATH}`,
    "https://mcs.us1.twilio.com/v1/Services/IS1/Media/ME1",
    `HTTPS://MCS.US1.TWILIO.COM${PATH}`,
    `http://127.0.0.1:4010${PATH}`,
  ])("is Twilio: %s [MMSI-2]", (reference) => {
    expect(twilioRoute(reference, CONFIG).url.href.toLowerCase()).toBe(reference.toLowerCase());
  });

  it.each([
    ["https://api.twilio.com", `https://api.twilio.com${PATH}?x=1`],
    ["https://api.twilio.com/", `https://api.twilio.com${PATH}?x=1`],
    ["http://127.0.0.1:4010", `http://127.0.0.1:4010${PATH}?x=1`],
    ["https://gateway.example/twilio/", `https://gateway.example/twilio${PATH}?x=1`],
  ])("is the configured server where Twilio's REST API is meant: %s [MMSI-2]", (apiBaseUrl, url) => {
    expect(twilioRoute(`https://api.twilio.com${PATH}?x=1`, { apiBaseUrl }).url.href).toBe(url);
  });

  it.each([
    ["another host", "https://evil.example/a.jpg"],
    ["a host that ends like it", "https://eviltwilio.com/a.jpg"],
    ["a host that begins like it", "https://api.twilio.com.evil.example/a.jpg"],
    ["a name in place of the host", "https://api.twilio.com@evil.example/a.jpg"],
    ["credentials of somebody", "https://me:secret@api.twilio.com/a.jpg"],
    ["the bare domain", "https://twilio.com/a.jpg"],
    ["functions that anybody writes", "https://somebody.twil.io/a.jpg"],
    ["the store itself", "https://mms.twiliocdn.com/a.jpg"],
    ["no TLS", `http://api.twilio.com${PATH}`],
    ["another port", "https://api.twilio.com:8443/a.jpg"],
    ["another port of the configured server", `http://127.0.0.1:4011${PATH}`],
    ["another protocol of the configured server", `https://127.0.0.1:4010${PATH}`],
    ["our own network", "http://10.0.0.1/a.jpg"],
    ["the metadata of a cloud", "http://169.254.169.254/latest/meta-data/"],
    ["a backslash", "https://evil.example\\.twilio.com/a.jpg"],
    ["a file", "file:///etc/passwd"],
    ["nothing", ""],
    ["no address", "ME1"],
  ])("is not %s [MMSI-2]", (_, reference) => {
    const error = thrownBy(() => twilioRoute(reference, CONFIG));
    expect(error).toMatchObject(refused);
    // Nothing of the address is in the words.
    expect((error as MediaError).message).toBe("The file is not kept at Twilio, so it was not fetched.");
  });
});

describe("where Twilio may send us for the content", () => {
  it.each([
    "https://mms.twiliocdn.com/a.jpg?Expires=1",
    "https://s3-external-1.amazonaws.com/media.twiliocdn.com/AC1/a",
    "https://8.8.8.8/a.jpg",
    "https://[2606:4700::6810:84e5]/a.jpg",
    "http://127.0.0.1:4010/store/a",
  ])("is the public internet over TLS, or the configured server: %s [MMSI-4]", (location) => {
    expect(storeRoute(location, API, CONFIG).url.href).toBe(location);
  });

  it("may be said without the host [MMSI-4]", () => {
    expect(storeRoute("/store/a", API, CONFIG).url.href).toBe("https://api.twilio.com/store/a");
  });

  it.each([
    "http://mms.twiliocdn.com/a.jpg",
    "ftp://mms.twiliocdn.com/a.jpg",
    "file:///etc/passwd",
    "data:text/plain,hello",
    "https://",
    "https://127.0.0.1/a",
    "https://127.1/a",
    "https://0x7f000001/a",
    "https://2130706433/a",
    "https://0177.0.0.1/a",
    "https://0.0.0.0/a",
    "http://127.0.0.1:4011/a",
    "http://localhost:4010/a",
    "https://169.254.169.254/latest/meta-data/",
    "https://10.1.2.3/a",
    "https://[::1]/a",
    "https://[::ffff:127.0.0.1]/a",
    "https://[::ffff:a9fe:a9fe]/a",
    "https://[fd00:ec2::254]/a",
  ])("is not %s [MMSI-4]", (location) => {
    const error = thrownBy(() => storeRoute(location, API, CONFIG));
    expect(error).toMatchObject(refused);
    expect((error as MediaError).message).toMatch(/^Twilio's file leads to a place that is not on the public internet/);
  });
});

describe("an address", () => {
  it.each(["8.8.8.8", "54.231.0.1", "1.1.1.1", "2606:4700::6810:84e5", "2a00:1450:4001:830::200e", "::ffff:8.8.8.8"])(
    "is outside: %s [MMSI-4]",
    (ip) => {
      expect(isOutside(ip)).toBe(true);
    },
  );

  it.each([
    ["loopback", "127.0.0.1"],
    ["loopback", "127.255.255.254"],
    ["loopback", "::1"],
    ["unspecified", "0.0.0.0"],
    ["unspecified", "::"],
    ["private", "10.0.0.1"],
    ["private", "172.16.0.1"],
    ["private", "172.31.255.255"],
    ["private", "192.168.1.1"],
    ["link-local, and the metadata of clouds", "169.254.169.254"],
    ["link-local", "fe80::1"],
    ["unique local", "fc00::1"],
    ["unique local, and the metadata of a cloud", "fd00:ec2::254"],
    ["carrier-grade NAT", "100.64.0.1"],
    ["metadata of a cloud, within carrier-grade NAT", "100.100.100.200"],
    ["multicast", "224.0.0.1"],
    ["multicast", "ff02::1"],
    ["broadcast", "255.255.255.255"],
    ["reserved", "240.0.0.1"],
    ["protocol assignments", "192.0.0.1"],
    ["documentation", "192.0.2.1"],
    ["documentation", "2001:db8::1"],
    ["benchmarking", "198.18.0.1"],
    ["IPv4 in IPv6", "::ffff:127.0.0.1"],
    ["IPv4 in IPv6", "::ffff:10.0.0.1"],
    ["IPv4 in IPv6, in hex", "::ffff:a9fe:a9fe"],
    ["IPv4 behind a translator", "64:ff9b::a9fe:a9fe"],
    ["IPv4 behind a translator of our own", "64:ff9b:1::7f00:1"],
    ["IPv4 in 6to4", "2002:7f00:1::"],
    ["IPv4 in Teredo", "2001::7f00:1"],
    ["IPv4, compatible", "::127.0.0.1"],
    ["nothing", ""],
    ["a name", "localhost"],
  ])("is not outside: %s, %s [MMSI-4]", (_, ip) => {
    expect(isOutside(ip)).toBe(false);
  });
});

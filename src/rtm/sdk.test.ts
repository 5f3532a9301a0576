// The module as an app finds it: names, constants, and members that exist only by name.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import AgoraRTM, * as rtm from "./index.ts";
import { createRtmScene, errorOf } from "./scene.fixture.ts";

describe("the module", () => {
  test("has every name that apps import", () => {
    expect([rtm.RTM, rtm.AgoraRTM]).toEqual([AgoraRTM, AgoraRTM]);
    expect({ ...rtm.ArRTM, createInstance: AgoraRTM.createInstance }).toEqual({ ...AgoraRTM });
    expect(AgoraRTM.createInstance("an app", { logFilter: AgoraRTM.LOG_FILTER_OFF })).toBeInstanceOf(
      rtm.RtmClient,
    );
  });

  test("has its version", () => {
    const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    expect([AgoraRTM.VERSION, AgoraRTM.BUILD]).toEqual([`peer-invite ${version}`, "peer-invite/rtm"]);
    expect(AgoraRTM.END_CALL_PREFIX).toBe("AgoraRTMLegacyEndcallCompatibleMessagePrefix");
    expect(AgoraRTM.setArea({ areaCodes: [AgoraRTM.AreaCode.EUROPE] })).toBeUndefined();
  });

  test("has the enums at run time, on both names", () => {
    expect(rtm.RtmStatusCode.LocalInvitationState.SENT_TO_REMOTE).toBe("SENT_TO_REMOTE");
    expect(AgoraRTM.RemoteInvitationState).toBe(rtm.RtmStatusCode.RemoteInvitationState);
    expect(Object.keys(AgoraRTM.LocalInvitationFailureReason)).toEqual([
      "UNKNOWN",
      "PEER_NO_RESPONSE",
      "INVITATION_EXPIRE",
      "PEER_OFFLINE",
      "NOT_LOGGEDIN",
    ]);
    expect(rtm.RtmErrorCode.InvitationApiCallError).toEqual({
      INVITATION_API_CALL_ERR_OK: 0,
      INVITATION_API_CALL_ERR_INVALID_ARGUMENT: 1,
      INVITATION_API_CALL_ERR_NOT_STARTED: 2,
      INVITATION_API_CALL_ERR_ALREADY_END: 3,
      INVITATION_API_CALL_ERR_ALREADY_ACCEPT: 4,
      INVITATION_API_CALL_ERR_ALREADY_SENT: 5,
    });
  });

  test("returns the parameters that an app sets", () => {
    expect(AgoraRTM.getParameter("RECONNECTING_AP_NUM")).toBeUndefined();
    AgoraRTM.setParameter("RECONNECTING_AP_NUM", 1);
    AgoraRTM.setParameter({ RECONNECTING_AP_NUM: 2 });
    expect(rtm.ArRTM.getParameter("RECONNECTING_AP_NUM")).toBe(1);
  });

  test("has the log filters as objects, each with a lower level", () => {
    const none = { error: false, warn: false, info: false, track: false, debug: false };
    expect([
      AgoraRTM.LOG_FILTER_OFF,
      AgoraRTM.LOG_FILTER_ERROR,
      AgoraRTM.LOG_FILTER_WARNING,
      AgoraRTM.LOG_FILTER_INFO,
      AgoraRTM.LOG_FILTER_DEBUG,
    ]).toEqual([
      none,
      { ...none, error: true },
      { ...none, error: true, warn: true },
      { ...none, error: true, warn: true, info: true },
      { error: true, warn: true, info: true, track: true, debug: true },
    ]);
  });

  test.each([undefined, null, 5, "", "x".repeat(33)])(
    "createInstance(%o) is refused with code 1",
    async (appId) => {
      expect(await errorOf(() => AgoraRTM.createInstance(appId as string))).toEqual([
        "RtmInvalidArgumentError",
        1,
      ]);
    },
  );

  test("errors have their code and what is wrong", () => {
    expect(() => AgoraRTM.createInstance("")).toThrow('Error Code 1 - The appId must not be "".');
  });
});

describe("unsupported parts", () => {
  const client = createRtmScene().create();
  const channel = client.createChannel("room");

  test.each<[string, () => Promise<unknown>]>([
    ["client.setLocalUserAttributes", () => client.setLocalUserAttributes({ name: "Ada" })],
    ["client.getChannelAttributes", () => client.getChannelAttributes("room")],
    ["client.getChannelMemberCount", () => client.getChannelMemberCount(["room"])],
    ["client.downloadMedia", () => client.downloadMedia("a picture")],
    ["channel.join", () => channel.join()],
    ["channel.leave", () => channel.leave()],
    ["channel.sendMessage", () => channel.sendMessage({ text: "hi" })],
    ["channel.getMembers", () => channel.getMembers()],
    ["channel.getAttributes", () => channel.getAttributes()],
  ])("%s() rejects, and says so", async (name, call) => {
    await expect(call()).rejects.toThrow(`${name}() is not part of peer-invite.`);
    expect(await errorOf(call)).toEqual(["RtmUnsupportedError", 1]);
  });

  test("a channel can be created and listened to", async () => {
    expect(channel.channelId).toBe("room");
    expect(channel.on("ChannelMessage", () => {})).toBe(channel);
    expect(await errorOf(() => client.createChannel(""))).toEqual(["RtmInvalidArgumentError", 1]);
  });

  test("parameters and tokens are accepted, and have no effect", async () => {
    const { create, login } = createRtmScene();
    expect(create().setParameters({ enableLogUpload: true })).toBeUndefined();
    expect(create().updateConfig({ logFilter: AgoraRTM.LOG_FILTER_OFF })).toBeUndefined();
    expect(await errorOf(() => create().renewToken("x"))).toEqual(["RtmInvalidStatusError", 102]);
    const client = await login("ada");
    await client.renewToken("new");
    expect(client.token).toBe("new");
    expect(await errorOf(() => client.renewToken(""))).toEqual(["RtmInvalidArgumentError", 2]);
  });

  test("works with a namespace import too, as CommonJS bundlers make it", () => {
    expect(rtm.createInstance).toBe(rtm.default.createInstance);
    expect(rtm.LocalInvitationState).toBe(rtm.default.LocalInvitationState);
  });

  test("options that are null count as not given", () => {
    expect(rtm.createInstance("an app", null)).toBeInstanceOf(rtm.RtmClient);
  });
});

// The samples and sequences of the reference text on call invitation (anyRTC, 2022), as literally as TypeScript allows.
// Names, order and tests for success are those of the text.
import { describe, expect, test } from "vitest";
import { type RtmCallEventHandler, RtmCallManager } from "./call-manager.ts";
import type { RtmClient } from "./client.ts";
import type { LocalInvitation } from "./local-invitation.ts";
import type { RemoteInvitation } from "./remote-invitation.ts";
import { createRtmScene } from "./scene.fixture.ts";

class CArRtmInstance {
  m_callService: RtmClient | null;
  m_callEventHandler: RtmCallEventHandler;
  m_callManager: RtmCallManager | null = null;
  m_callInvitation: LocalInvitation | null = null;
  m_remoteUserId = "";

  constructor(service: RtmClient | null, handler: RtmCallEventHandler) {
    this.m_callService = service;
    this.m_callEventHandler = handler;
  }

  InitCallManager(): boolean {
    if (!this.m_callService) return false;
    this.m_callManager = this.m_callService.getRtmCallManager(this.m_callEventHandler);
    return this.m_callManager != null;
  }

  CallRemoteUser(remoteUserId: string): boolean {
    if (!this.m_callManager) return false;
    this.m_remoteUserId = remoteUserId;
    this.m_callInvitation = this.m_callManager.createLocalCallInvitation(remoteUserId);
    if (this.m_callInvitation) {
      const ret = this.m_callManager.sendLocalInvitation(this.m_callInvitation);
      return ret === 0;
    }
    return false;
  }

  CancelLocalInvitation(): boolean {
    if (!this.m_callManager || !this.m_callInvitation) return false;
    const ret = this.m_callManager.cancelLocalInvitation(this.m_callInvitation);
    return ret === 0;
  }

  RefuseRemoteInvitation(invitation: RemoteInvitation): boolean {
    const ret = this.m_callManager?.refuseRemoteInvitation(invitation);
    return ret === 0;
  }
}

const CALLBACKS = [
  "onLocalInvitationReceivedByPeer",
  "onLocalInvitationCanceled",
  "onLocalInvitationFailure",
  "onLocalInvitationAccepted",
  "onLocalInvitationRefused",
  "onRemoteInvitationReceived",
  "onRemoteInvitationCanceled",
  "onRemoteInvitationFailure",
  "onRemoteInvitationAccepted",
  "onRemoteInvitationRefused",
] as const satisfies readonly (keyof RtmCallEventHandler)[];

/** A caller and a callee with the text's code, and the callbacks of both in order. */
async function createInstances(
  heard: (instance: CArRtmInstance, invitation: RemoteInvitation) => void = () => {},
) {
  const scene = createRtmScene();
  const calls: unknown[][] = [];
  const createOne = async (uid: string): Promise<CArRtmInstance> => {
    const handler: Record<string, (...args: readonly unknown[]) => void> = {};
    for (const name of CALLBACKS) {
      handler[name] = (invitation, ...args) => {
        calls.push([uid, name, ...args]);
        if (name === "onRemoteInvitationReceived") heard(instance, invitation as RemoteInvitation);
      };
    }
    const instance = new CArRtmInstance(await scene.login(uid), handler);
    expect(instance.InitCallManager()).toBe(true);
    return instance;
  };
  const [caller, callee] = [await createOne("caller"), await createOne("callee")];
  return { ...scene, calls, caller, callee };
}

const RINGING = [
  ["callee", "onRemoteInvitationReceived"],
  ["caller", "onLocalInvitationReceivedByPeer"],
];

describe("the reference text", () => {
  test("sending: the callee's invitation begins, then the caller hears that it was received", async () => {
    const { caller, calls, clock } = await createInstances();
    expect(caller.CallRemoteUser("callee")).toBe(true);
    await clock.settle();
    expect(calls).toEqual(RINGING);
  });

  test("canceling: both lifecycles end", async () => {
    const { caller, calls, clock } = await createInstances();
    caller.CallRemoteUser("callee");
    await clock.settle();
    expect(caller.CancelLocalInvitation()).toBe(true);
    await clock.settle();
    // In RTM the callee is told first, because a server is asked. Here the caller knows at once (docs/RTM.md).
    expect(calls.slice(2)).toEqual([
      ["caller", "onLocalInvitationCanceled"],
      ["callee", "onRemoteInvitationCanceled"],
    ]);
    expect(caller.CancelLocalInvitation()).toBe(false);
  });

  test("canceling has to come before the callee accepts or refuses", async () => {
    const { caller, clock } = await createInstances((instance, invitation) => {
      instance.m_callManager?.acceptRemoteInvitation(invitation);
    });
    caller.CallRemoteUser("callee");
    await clock.settle();
    expect(caller.m_callInvitation?.state).toBe("ACCEPTED_BY_REMOTE");
    expect(caller.CancelLocalInvitation()).toBe(false);
    expect(caller.m_callInvitation?.state).toBe("ACCEPTED_BY_REMOTE");
  });

  test("accepting, with the text's code for the web", async () => {
    const { clock, login } = createRtmScene();
    const [caller, Client] = [await login("caller"), await login("callee")];
    Client.on("RemoteInvitationReceived", (remoteInvitation) => {
      remoteInvitation.accept();
    });
    const invitation = caller.createLocalInvitation("callee");
    invitation.send();
    await clock.settle();
    expect(invitation.state).toBe("ACCEPTED_BY_REMOTE");
  });

  test("accepting: both lifecycles end, and both sides get the event", async () => {
    const { caller, calls, clock } = await createInstances((instance, invitation) => {
      expect(instance.m_callManager?.acceptRemoteInvitation(invitation)).toBe(0);
      expect(instance.m_callManager?.acceptRemoteInvitation(invitation)).toBe(4);
    });
    caller.CallRemoteUser("callee");
    await clock.settle();
    expect(calls).toEqual([
      ...RINGING,
      ["caller", "onLocalInvitationAccepted", ""],
      ["callee", "onRemoteInvitationAccepted"],
    ]);
  });

  test("refusing: both lifecycles end, and both sides get the event", async () => {
    const { caller, callee, calls, clock } = await createInstances((instance, invitation) => {
      invitation.response = "not now";
      if (instance === callee) expect(instance.RefuseRemoteInvitation(invitation)).toBe(true);
    });
    caller.CallRemoteUser("callee");
    await clock.settle();
    expect(calls).toEqual(
      expect.arrayContaining([
        ["callee", "onRemoteInvitationRefused"],
        ["caller", "onLocalInvitationRefused", "not now"],
      ]),
    );
  });

  test("several invitations may arrive at once: each is separate, and one is accepted", async () => {
    const scene = await createInstances();
    const invitations: RemoteInvitation[] = [];
    scene.callee.m_callService?.on("RemoteInvitationReceived", (invitation) => invitations.push(invitation));
    const second = new CArRtmInstance(await scene.login("second"), {});
    second.InitCallManager();
    scene.caller.CallRemoteUser("callee");
    second.CallRemoteUser("callee");
    await scene.clock.settle();
    const [one, other] = invitations;
    one?.accept();
    other?.refuse();
    await scene.clock.settle();
    const states = [scene.caller, second].map(({ m_callInvitation }) => m_callInvitation?.state);
    expect(states).toEqual(["ACCEPTED_BY_REMOTE", "REFUSED_BY_REMOTE"]);
  });
});

describe("the manager", () => {
  test("failures have the native SDKs' numbers", async () => {
    const { caller, calls, clock } = await createInstances();
    caller.CallRemoteUser("nobody");
    await clock.advance(30_000);
    caller.CallRemoteUser("callee");
    await clock.advance(60_000);
    expect(calls).toEqual([
      ["caller", "onLocalInvitationFailure", 1],
      ...RINGING,
      ...[
        ["callee", "onRemoteInvitationFailure", 3],
        ["caller", "onLocalInvitationFailure", 3],
      ].sort(() => (calls[3]?.[0] === "callee" ? 0 : -1)),
    ]);
  });

  test("an argument that is not an invitation has code 1, and an id that nobody can have gets no invitation", async () => {
    const { caller } = await createInstances();
    const manager = caller.m_callManager;
    if (manager === null) throw new Error("There is no manager.");
    expect(manager.sendLocalInvitation(null as never)).toBe(1);
    expect(manager.cancelLocalInvitation({} as never)).toBe(1);
    expect(manager.acceptRemoteInvitation(null as never)).toBe(1);
    expect(manager.refuseRemoteInvitation(undefined as never)).toBe(1);
    expect(manager.createLocalCallInvitation("")).toBeNull();
    expect(new CArRtmInstance(null, {}).InitCallManager()).toBe(false);
  });

  test("an error that is not RTM's is rethrown", () => {
    const createLocalInvitation = (): never => {
      throw new RangeError("out of luck");
    };
    const manager = new RtmCallManager({ createLocalInvitation });
    expect(() => manager.createLocalCallInvitation("callee")).toThrow("out of luck");
  });

  test("not sent, already sent, ended: codes 2, 5 and 3", async () => {
    const { caller, clock } = await createInstances();
    const manager = caller.m_callManager;
    const invitation = manager?.createLocalCallInvitation("callee");
    if (!manager || !invitation) throw new Error("There is no invitation.");
    expect(manager.cancelLocalInvitation(invitation)).toBe(2);
    expect(manager.sendLocalInvitation(invitation)).toBe(0);
    expect(manager.sendLocalInvitation(invitation)).toBe(5);
    await clock.settle();
    expect(manager.cancelLocalInvitation(invitation)).toBe(0);
    expect(manager.sendLocalInvitation(invitation)).toBe(3);
  });

  test("each client has one manager with one handler: a new handler replaces it, null removes it", async () => {
    const { clock, login } = createRtmScene();
    const [ada, bob] = [await login("ada"), await login("bob")];
    const heard: string[] = [];
    const handler = (name: string): RtmCallEventHandler => ({
      onRemoteInvitationReceived: () => heard.push(name),
      onRemoteInvitationCanceled: () => heard.push(`${name}: canceled`),
    });
    const manager = bob.getRtmCallManager(handler("first"));
    const ring = async (): Promise<LocalInvitation> => {
      const invitation = ada.createLocalInvitation("bob");
      invitation.send();
      await clock.settle();
      return invitation;
    };
    const invitation = await ring();
    expect(bob.getRtmCallManager(handler("second"))).toBe(manager);
    expect(bob.getRtmCallManager()).toBe(manager);
    invitation.cancel();
    await clock.settle();
    await ring();
    manager.setEventListener(null);
    await ring();
    manager.setEventListener(handler("third"));
    await ring();
    expect(heard).toEqual(["first", "second: canceled", "second", "third"]);
  });

  test("a handler may have no callbacks at all", async () => {
    const { clock, login } = createRtmScene();
    const [ada, bob] = [await login("ada"), await login("bob")];
    bob.getRtmCallManager();
    const manager = ada.getRtmCallManager({});
    const invitation = manager.createLocalCallInvitation("bob");
    if (invitation !== null) manager.sendLocalInvitation(invitation);
    await clock.advance(60_000);
    expect(invitation?.state).toBe("FAILURE");
  });
});

// What an app does about each error code: for the documents only, so that no app has to load it.
import type { ErrorCode } from "./errors.ts";

export const REMEDIES: Readonly<Record<ErrorCode, string>> = {
  "invalid-peer-id":
    "use letters and digits, with single spaces, `_` or `-` between them; encode any other name",
  "own-peer-id": "do not let a person call their own id",
  "invalid-content":
    "pass a string without lone surrogates; pass a signal that `JSON.stringify` keeps as it is",
  "content-too-long": "shorten it, or send the rest on the line ([limits](limits.md))",
  "line-full": "wait until the line is `up` again, and send less often",
  "invalid-option": "the message names the option and its range",
  "illegal-command": "offer only what `allowed` names; look at the `snapshot` before the command",
  "client-closed": "create another client",
  "create-failed": "look at the error's `cause`: it is what `create` threw",
  "load-failed":
    "call `preloadCalls` again, or let the person reload the page: its files may be of an earlier version of the app",
  "peer-id-taken":
    "keep the id and its token over a reload ([Reloads](../guides/reconnection.md)); otherwise choose another id",
  "broker-unreachable":
    "nothing if it goes away: the client tries again. Otherwise check `host`, `port`, `path`, `secure`",
  "broker-refused":
    "the message has the broker's words: renew the access token, correct the key, or try again later",
  "webrtc-unsupported": "say so to the person; another browser can call",
  "may-not-connect": "let `mayConnect` allow the callee, or leave `posts` on",
  "gate-unsupported":
    "install the version of PeerJS that [Troubleshooting](../guides/troubleshooting.md) names",
  "posts-unsupported":
    "as for `gate-unsupported`; until then, an invitation rings once there is a connection",
};

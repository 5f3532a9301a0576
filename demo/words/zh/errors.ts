// Simplified Chinese: what can go wrong, and what to do about it.
import type { ErrorWords, ProblemWords } from "../en/errors.ts";

/** The words of errors. */
export const errors: ErrorWords = {
  "own-peer-id": ({ name }) => `“${name}”就是你。请用另一个 ID 打开第二个标签页，再呼叫它。`,
  "content-too-long": () => "内容太长，最多 8192 字节（约四页）。请缩短。",
  "invalid-content": () => "留言中有无效字符，请重新输入。",
  "illegal-command": () => "操作太晚，通话状态已改变。",
  "line-full": () => "待发送的内容太多，请稍后再试。",
  "load-failed": () => "页面的一部分未能加载。请刷新页面。",
  "create-failed": ({ detail }) => `无法上线：${detail}`,
  "client-closed": () => "你已不在线。请先下线，再重新上线。",
  "peer-id-taken": ({ name }) => `“${name}”已被占用：有人正以此 ID 在线。请换个 ID，或关闭另一个标签页。`,
  "broker-refused": () => "服务器拒绝了此页面。请换个 ID，或联系服务器管理员。",
  "broker-unreachable": () => "无法连接服务器。请检查网络，以及服务器是否在运行。",
  "webrtc-unsupported": () => "此浏览器不支持直连（WebRTC）。请使用新版的 Firefox、Chrome、Edge 或 Safari。",
  "may-not-connect": () => "这次呼叫会暴露你的网络地址，而你选择了在接听前隐藏。",
  "gate-unsupported": () => "此页面使用了其他版本的 PeerJS，任何人都可以连接并看到你的网络地址。",
  "posts-unsupported": () => "此页面使用了其他版本的 PeerJS，来电响铃会稍有延迟。",
  "invalid-option": ({ detail }) => `页面地址中的某个限制无效：${detail} 请修改地址后刷新。`,
  "invalid-peer-id": () => "这不能用作 ID。",
};

/** What a person got wrong. */
export const problems: ProblemWords = {
  noName: "请先输入 ID。",
  ownName: "这就是你。",
  badName: (id) => `“${id}”不能用作 ID。请使用英文字母和数字，中间可用单个空格、“-”或“_”，最多 128 个字符。`,
  copiedTab: (name) => `此标签页复制自另一个以“${name}”在线的标签页。请换个 ID。`,
  inCallWith: (peer) => `你正在与 ${peer} 通话。`,
  notOnline: "你还没有上线，请稍后再呼叫。",
  badNumber: (what, min, max) => `${what}：请输入 ${min} 到 ${max} 之间的整数。`,
  badBroker: "这不是有效的服务器地址。地址应以 http:// 或 https:// 开头。",
  badServer: (line) =>
    `“${line}”不是有效的服务器。请以 stun: 或 turn: 开头填写地址，需要时再加用户名和密码。`,
};

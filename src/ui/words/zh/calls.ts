// Simplified Chinese: invitations and calls.
import type { CallWords, Said } from "../en/calls.ts";

const notReached = (callee: string, detail: string): Said => ({ title: `无法接通 ${callee}`, detail });

/** The words of invitations and of the call that follows. */
export const calls: CallWords = {
  to: (callee) => `呼叫 ${callee}`,
  from: (caller) => `${caller} 的来电`,
  kinds: {
    video: { out: "视频通话", in: "视频通话" },
    audio: { out: "语音通话", in: "语音通话" },
    chat: { out: "文字聊天", in: "文字聊天" },
    data: { out: "数据传输", in: "数据传输" },
    other: { out: "呼叫", in: "来自其他应用的呼叫" },
  },
  timeLeft: "剩余接听时间",
  cancel: "取消",
  accept: "接听",
  withoutVideo: "不开视频接听",
  refuse: "拒绝",
  ignore: "忽略",
  answer: "答复",
  answerHint: "（可选）",
  quickReplies: "用快捷回复拒绝",
  replies: ["现在不方便", "稍后打给你", "请发消息"],
  problems: {
    tooLong: "内容太长，请缩短。",
    broken: "留言中有无效字符，请重新输入。",
    tooLate: "操作太晚，通话状态已改变。",
  },
  outgoing: {
    "reaching-broker": () => "正在连接服务器…",
    "reaching-peer": (callee) => `正在联系 ${callee}…`,
    "peer-absent": (callee) => `${callee} 不在线，仍在尝试…`,
    ringing: (callee) => `等待 ${callee} 接听…`,
  },
  outgoingEnds: {
    accepted: (callee) => ({ title: `${callee} 已接听` }),
    busy: (callee) => ({ title: `${callee} 正忙`, detail: "对方正在通话，或开启了勿扰。请稍后再呼叫。" }),
    refused: (callee) => ({ title: `${callee} 已拒绝` }),
    canceled: () => ({ title: "已取消" }),
    superseded: (callee) => ({
      title: "已取消",
      detail: `你和 ${callee} 同时呼叫了对方，以 ${callee} 的呼叫为准。`,
    }),
    "peer-offline": (callee) =>
      notReached(callee, `“${callee}”不在线。请检查拼写，或请 ${callee} 打开此页面。`),
    "peer-unreachable": (callee) =>
      notReached(callee, "呼叫已转发，但两个浏览器无法建立连接，可能被防火墙阻挡。请换个网络。"),
    "peer-no-response": (callee) =>
      notReached(callee, `对方页面已连接但没有响应。请 ${callee} 刷新页面后再呼叫。`),
    "peer-lost": (callee) => notReached(callee, `响铃时连接断开，未能恢复。请等 ${callee} 上线后再呼叫。`),
    "peer-closed": (callee) => notReached(callee, `${callee} 在响铃时离开了。请等 ${callee} 回来后再呼叫。`),
    "broker-offline": () => ({
      title: "无法连接服务器",
      detail: "呼叫未能发出。请检查网络后再呼叫。",
    }),
    expired: (callee) => ({ title: `${callee} 没有接听`, detail: "对方已响铃，但无人接听。" }),
    unconfirmed: (callee) => ({
      title: `${callee} 已接听，但通话未能开始`,
      detail: "双方页面还未确认，连接就断开了。请再次呼叫。",
    }),
  },
  incoming: {
    ringing: (caller) => ({ title: `${caller} 来电` }),
    accepting: (caller) => ({ title: "正在接听…", detail: `等待 ${caller} 确认。` }),
    ignored: (caller) => ({ title: "已忽略", detail: `不会通知 ${caller}，你仍可接听。` }),
    deferred: () => ({ title: "你们正在互相呼叫", detail: "将以其中一个呼叫为准。" }),
  },
  unlinked: (caller) => `正在连接 ${caller}…`,
  incomingEnds: {
    accepted: () => ({ title: "你已接听" }),
    refused: () => ({ title: "你已拒绝" }),
    busy: (caller) => ({ title: `未接：已告知 ${caller} 你正忙` }),
    canceled: (caller) => ({ title: `${caller} 已取消` }),
    closed: (caller) => ({ title: `${caller} 已取消`, detail: `${caller} 离开了。` }),
    superseded: (caller) => ({
      title: `${caller} 已取消`,
      detail: `你们同时呼叫了对方，以你对 ${caller} 的呼叫为准。`,
    }),
    expired: () => ({ title: "未接：超时无人接听" }),
    "caller-lost": (caller) => ({ title: `未接：与 ${caller} 的连接中断`, detail: "连接未能及时恢复。" }),
    unconfirmed: (caller) => ({
      title: `已接听，但 ${caller} 没有确认`,
      detail: `连接过早断开，通话未能开始。请回拨 ${caller}。`,
    }),
    gaveUp: () => ({ title: "未接：你离开了页面" }),
    "answered-earlier": () => ({ title: "你在刷新前已答复此来电" }),
  },
  talk: {
    states: {
      connecting: (peer) => `正在连接 ${peer}…`,
      connected: (peer) => peer,
      reconnecting: (peer) => `与 ${peer} 的连接暂时中断，正在重连…`,
    },
    since: "通话时长",
    theirPicture: (peer) => `${peer} 的画面`,
    theirScreen: (peer) => `${peer} 的屏幕`,
    ownPicture: "你自己的画面",
    ownScreen: "你共享的屏幕",
    theyAreMuted: (peer) => `${peer} 已静音`,
    theirCameraIsOff: (peer) => `${peer} 已关闭摄像头`,
    controls: "通话控制",
    mute: "静音",
    unmute: "取消静音",
    cameraOff: "关闭摄像头",
    cameraOn: "打开摄像头",
    microphoneOn: "打开麦克风",
    share: "共享屏幕",
    unshare: "停止共享",
    devices: "选择设备",
    full: "全屏",
    hangUp: "挂断",
    hold: "通话保持中",
    holdAlone: "通话保持中，可以恢复。",
    heldByThem: (peer) => `${peer} 已保持通话`,
    resume: "恢复通话",
    more: "显示全部",
    less: "收起",
  },
  talkEnds: {
    "hung-up-here": () => ({ title: "你已挂断" }),
    "hung-up-there": (peer) => ({ title: `${peer} 已挂断` }),
    "peer-left": (peer) => ({ title: `${peer} 离开了` }),
    "peer-gone": (peer) => ({ title: `与 ${peer} 失去联系`, detail: "对方页面崩溃，或网络中断过久。" }),
    "media-failed": () => ({
      title: "通话中断",
      detail: "音视频无法在两个网络之间传输。请换个网络。",
    }),
    "too-much": () => ({ title: "通话中断", detail: "一方的软件发出了过多请求，超出通话允许的范围。" }),
    "never-connected": (peer) => ({
      title: `${peer} 未加入通话`,
      detail: "呼叫已接听，但对方未能及时开始通话。",
    }),
    closed: () => ({ title: "你离开了通话" }),
  },
  lasted: (length) => `通话时长 ${length}。`,
};

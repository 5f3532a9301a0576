// Simplified Chinese: what the demo adds to the package's words for calls.
import { UI_WORDS } from "peer-invite/ui/functions";
import type { CallWords } from "../en/calls.ts";

const { calls: base } = UI_WORDS.zh;

/** The words of the cards and of the call itself. */
export const calls: CallWords = {
  ...base,
  title: "通话",
  with: (peer) => `与 ${peer} 的通话`,
  holdsOnceAccepted: (peer) => `对方接听后，与 ${peer} 的通话将保持。`,
  kindAnd: (kind, sentence) => `${kind}。${sentence}`,
  holds: (peer) => `接听后，与 ${peer} 的通话将保持。`,
  chatKept: (count) => `聊天：${count} 条消息`,
  missedFrom: (peer, others) => (others === 0 ? `未接来电：${peer}` : `未接来电：${peer}，另有 ${others} 个`),
  notContact: (contact) => `这不是你的联系人 ${contact}，只是名字相似。`,
  await: "对方上线时通知我",
  awaited: "上线时会通知你",
  copyLink: "复制让对方呼叫你的链接",
  hereNow: (peer) => `${peer} 现已上线`,
  callNow: "呼叫",
  dismiss: "关闭",
  again: "再次呼叫",
  back: "回拨",
  withWords: "回复",
  wholeName: "完整名字",
  talk: {
    ...base.talk,
    network: "网络",
    paths: { direct: "直连", relayed: "中继" },
    measuring: "正在测量…",
    roundTrip: (ms) => `${ms} 毫秒`,
    rate: (mbit) => `${mbit} Mbit/s`,
    loss: (percent) => `丢包 ${percent} %`,
    chat: "聊天",
    chatUnread: (count) => `聊天，${count} 条新消息`,
    newMessages: "新消息",
    closeChat: "关闭聊天",
    shrink: "最小化通话",
    grow: "返回通话",
    theyHaveNoCamera: (peer) => `${peer} 没有摄像头`,
    tryAgain: "重试",
    cut: "消息过长，只保留前 8000 个字符。",
    leftOut: (count) => `较早的 ${count} 条消息未保留。`,
    chatEmpty: "消息会直接发送到对方的浏览器。",
    write: "输入消息",
    send: "发送",
    notNow: "连接暂时中断，请稍后再试。",
  },
};

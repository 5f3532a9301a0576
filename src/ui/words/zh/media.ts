// Simplified Chinese: cameras and microphones that cannot be used, and what to do about it.
import type { MediaWords } from "../en/media.ts";

/** The words about a camera or a microphone that cannot be used. */
export const media: MediaWords = {
  devices: { camera: "没有摄像头", microphone: "没有麦克风" },
  both: "没有摄像头和麦克风",
  errors: {
    "permission-denied": "此页面没有权限。请在地址栏旁允许后再试。",
    "no-device": "未连接设备，可以不使用它继续。",
    "blocked-by-policy": "网站不允许此页面使用它。请在单独的标签页中打开此页面；如仍不行，请联系网站管理员。",
    "blocked-by-system": "系统的隐私设置不允许浏览器使用它。请在系统设置中允许后再试。",
    "device-busy": "其他程序正在使用它。请关闭该程序后再试。",
    "device-failed": "设备无法工作。请重新连接，或选择另一个。",
    "unsuitable-device": "已连接的设备都不符合要求。请选择另一个。",
    "unsupported-browser": "此浏览器不支持网页使用它。请用其他浏览器打开此页面。",
    "insecure-page": "浏览器只对安全页面开放。请通过 https 或在 localhost 打开此页面。",
    unplugged: "设备已拔出，或权限已被收回。请重新连接后再打开。",
    unknown: "浏览器没有说明原因。请刷新页面后再试。",
  },
};

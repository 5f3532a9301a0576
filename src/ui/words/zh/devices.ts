// Simplified Chinese: the choice of devices, and how to allow them.
import type { DeviceWords, PermissionWords } from "../en/devices.ts";

/** The words of `<device-picker>`. */
export const devices: DeviceWords = {
  title: "设备",
  kinds: { camera: "摄像头", microphone: "麦克风", speaker: "扬声器" },
  usual: "浏览器默认",
  level: "麦克风音量",
  allow: "显示此电脑的设备",
  asking: "浏览器正在询问是否允许此页面使用设备。",
  plugged: (label) => `${label} 已连接。`,
  unplugged: (label) => `${label} 已断开。`,
};

/** The words about permissions. */
export const permissions: PermissionWords = {
  names: { camera: "摄像头", microphone: "麦克风", notifications: "通知" },
  howTo: {
    chrome: (what) => `点击地址栏左侧的图标，允许${what}，然后刷新页面。`,
    edge: (what) => `点击地址栏左侧的锁形图标，允许${what}，然后刷新页面。`,
    firefox: (what) => `点击地址栏左侧带斜线的图标，取消对${what}的阻止，然后重试。`,
    safari: (what) => `在“Safari 浏览器”菜单中打开此网站的设置，允许${what}，然后刷新页面。`,
    "chrome-android": (what) =>
      `点按地址栏左侧的图标，再点“权限”，允许${what}。如果没有此项，请在 Android 设置中允许浏览器使用。`,
    "firefox-android": (what) =>
      `点按地址栏左侧的锁形图标，允许${what}。如果没有此项，请在 Android 设置中允许浏览器使用。`,
    ios: (what) =>
      `点按地址栏旁的图标，打开此网站的设置，允许${what}。如果没有此项，请在“设置”中允许浏览器使用。`,
    other: (what) => `请在浏览器设置中允许此页面使用${what}，然后刷新页面。`,
  },
};

// English: the settings.

/** The words of the settings. */
export const settings = {
  title: "Settings",
  close: "Close",
  looks: "Language and looks",
  language: "Language",
  languages: { en: "English", zh: "中文" },
  theme: "Appearance",
  themes: { auto: "As the system", light: "Light", dark: "Dark" },
  ringing: "Being called",
  doNotDisturb: "Do not disturb",
  doNotDisturbHint: "Nothing rings. Callers hear that you are busy, and you see whom you missed.",
  contactsOnly: "Only contacts may ring",
  contactsOnlyHint: "Everybody else hears that you are busy.",
  whenBusy: "During a call",
  busy: { refuse: "Refuse further calls as busy", ring: "Let further calls ring" },
  sound: "Ring tone",
  soundHint: "Heard while it rings here, as long as it rings.",
  notify: "Notifications",
  notifyHint: "Shown by the system when it rings and this page is in the background.",
  notifyDenied: "The browser does not allow it. Allow it beside the page's address.",
  limits: "Time limits",
  ringS: "Seconds a call may ring",
  reachS: "Seconds to try a name that is not online",
  network: "Network",
  broker: "Broker",
  brokerHint: "Empty: the one that comes with this page.",
  iceServers: "STUN and TURN servers",
  iceServersHint: "One a line: address, name, password. Empty: none, which is enough in one network.",
  connect: "Apply and reconnect",
  reset: "Defaults",
};

/** What every language has for settings. */
export type SettingsWords = typeof settings;

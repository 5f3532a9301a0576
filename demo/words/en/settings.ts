// English: the settings.

/** The words of the settings. */
export const settings = {
  title: "Settings",
  close: "Close",
  looks: "Language and appearance",
  language: "Language",
  languages: { en: "English", zh: "中文" },
  theme: "Theme",
  themes: { auto: "Same as the system", light: "Light", dark: "Dark" },
  you: "You",
  displayName: "Your name",
  displayNameHint: "People you call see it next to your id. You can use any letters.",
  ringing: "Incoming calls",
  doNotDisturb: "Do not disturb",
  doNotDisturbHint:
    "No call rings. Callers are told that you are busy, and you see the calls that you missed.",
  contactsOnly: "Only contacts may ring",
  contactsOnlyHint: "All other callers read that you are busy.",
  hideAddress: "Hide my network address until I answer",
  hideAddressHint: "Nobody connects to you before a call is accepted. Calls take a moment longer to start.",
  whenBusy: "During a call",
  busy: { refuse: "Decline further calls as busy", ring: "Let further calls ring" },
  sound: "Ring tone",
  soundHint: "Plays while a call rings.",
  notify: "Notifications",
  notifyHint: "The system shows them when a call rings and this page is in the background.",
  notifyDenied: "The browser does not allow them. Allow them next to the page's address.",
  limits: "Time limits",
  ringS: "Seconds a call may ring",
  reachS: "Seconds to try somebody who is not online",
  network: "Network",
  broker: "Broker",
  brokerHint: "Leave this empty to use the broker of this page.",
  iceServers: "STUN and TURN servers",
  iceServersHint:
    "One per line: address, name, password. Leave this empty to use none, which is enough within one network.",
  keys: {
    title: "Keyboard shortcuts",
    on: "Use single keys",
    onHint: "They do nothing while you type.",
    about: {
      answer: "Accept the call that rings",
      decline: "Decline it",
      mute: "Mute or unmute",
      camera: "Turn the camera on or off",
      chat: "Show or hide the chat",
      hangUp: "Hang up",
      help: "Show this list",
    },
  },
  connect: "Apply and reconnect",
  reset: "Defaults",
};

/** The words that every language has for settings. */
export type SettingsWords = typeof settings;

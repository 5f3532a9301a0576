// The published types of every entry, checked as strictly as an app may check them (tsconfig.published.json).
export * as client from "peer-invite";
export * as access from "peer-invite/access";
export * as bindings from "peer-invite/bindings";
export * as call from "peer-invite/call";
export * as history from "peer-invite/history";
export * as react from "peer-invite/react";
export * as rtm from "peer-invite/rtm";
export * as svelte from "peer-invite/svelte";
export * as testing from "peer-invite/testing";
export * as ui from "peer-invite/ui";
export * as uiFunctions from "peer-invite/ui/functions";
export * as vue from "peer-invite/vue";
export const stage: "call-stage" extends keyof HTMLElementTagNameMap ? true : false = true;

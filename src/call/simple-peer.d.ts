// The one file of simple-peer that bundlers can use unchanged. Its main file needs Node's globals.
declare module "simple-peer/simplepeer.min.js" {
  import SimplePeer from "simple-peer";
  export default SimplePeer;
}

// The one file of simple-peer that bundlers can take as it is; its main file asks for Node's globals.
declare module "simple-peer/simplepeer.min.js" {
  import SimplePeer from "simple-peer";
  export default SimplePeer;
}

// The names of Agora's SDK, as facts: the members of the objects of agora-rtm-sdk 1.5.1, and those of 1.4.5 for images and files.
// They were read from the objects themselves.

/** The members of Node's emitter, which each of Agora's objects is. */
const EMITTER =
  "_events _eventsCount _maxListeners setMaxListeners getMaxListeners emit addListener on prependListener once " +
  "prependOnceListener removeListener off removeAllListeners listeners rawListeners listenerCount eventNames";
/** The members of each object that write Agora's logs. */
const LOGGER =
  "logError invokeTracker resultTracker errorTracker eventTracker info warn log genLogger loggerId logger name";

function names(...texts: readonly string[]): readonly string[] {
  return texts.join(" ").split(" ");
}

/** The members of each object. */
export const AGORA_MEMBERS = {
  module: names(
    "createInstance BUILD VERSION END_CALL_PREFIX processId ConnectionChangeReason ConnectionState",
    "LocalInvitationFailureReason LocalInvitationState RemoteInvitationFailureReason RemoteInvitationState MessageType",
    "PeerOnlineState PeerSubscriptionOption LOG_FILTER_OFF LOG_FILTER_ERROR LOG_FILTER_WARNING LOG_FILTER_INFO",
    "LOG_FILTER_DEBUG setParameter getParameter setArea",
  ),
  client: names(
    EMITTER,
    LOGGER,
    "connectionState internalEmitter context attributes loginPromise attributeDrafts session lastLoginTime reconnId",
    "channelAttributesCacheLru invitationManager subscribedPeerStatusCache pendingPeerStatusSubCount peerStatusSeqLru",
    "peerUnreachableTimers setParameters updateConfig blacklistedIP TokenPrivilegeWillExpireHandler userDropHandler",
    "mediaTaskManager renewToken queryPeersOnlineStatus getChannelMemberCount setLocalUserAttributes setChannelAttributes",
    "addOrUpdateLocalUserAttributes addOrUpdateChannelAttributes deleteLocalUserAttributesByKeys",
    "deleteChannelAttributesByKeys clearLocalUserAttributes clearChannelAttributes getUserAttributes getChannelAttributes",
    "getChannelAttributesByKeys getUserAttributesByKeys login logout logoutSync sendMessageToPeer createChannel",
    "createLocalInvitation subscribePeersOnlineStatus unsubscribePeersOnlineStatus queryPeersBySubscriptionOption",
    "createMessage downloadMedia createMediaMessageByUploading loginImpl onConnectionStateChanged banIP",
  ),
  local: names(
    EMITTER,
    LOGGER,
    "state localInvitationEnd$ callId _content _channelId _response calleeId getSession channelId content response send",
    "cancel onAcceptReceived onRefuseReceived isLocalInvitationEnd",
  ),
  remote: names(
    EMITTER,
    LOGGER,
    "state callId _content _channelId _response callerId getSession channelId content response accept refuse",
  ),
  channel: names(
    EMITTER,
    LOGGER,
    "onMemberCountUpdated getSession memberCount joinState joinPromise memberJoinedLru memberLeftLru memberJoinStateLru",
    "attributesSeqLru channelId client onChannelMemberCountUpdated onLogout onAttributesUpdated onChannelTextMessage",
    "onChannelMediaMessage onChannelRawMessage onMemberNotice join leave sendMessage getMembers clearChannel",
  ),
} as const;

// @ts-check
// What the registry asks of Redis: one script for each question, because a script is atomic and nothing else is. The keys, each
// after the broker's prefix:
// - `epoch`: a random text. If it is gone or another one, Redis may have forgotten anything.
// - `run`: which run of the Redis process the epoch belongs to. One that was restarted may know only what was saved a while before.
// - `young`: there while Redis may not know of all owners, because it has forgotten them.
// - `lease:<instance>`: there while that instance of a node may use its ids.
// - `owner:<id>`: epoch, instance, connection, and the hash of the token. It counts in its epoch, while that instance has its lease. No
//   instance is "-".
// - `queue:<id>`, `texts:<id>`: the number and the end of what waits for an id, and the texts.
// - `over:<number>`: that queue ended with nobody to read it.
// `channel:<instance>` is where that instance listens (messages.mjs).
import { createHash } from "node:crypto";

const SHARED = `
local prefix, me = ARGV[1], ARGV[2]
local function key(kind, name) return prefix .. ':' .. kind .. ':' .. name end
local function has_lease(instance) return redis.call('EXISTS', key('lease', instance)) == 1 end
local function tell(instance, message) return redis.call('PUBLISH', key('channel', instance), cjson.encode(message)) end
local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
local function is_over(number) redis.call('SET', key('over', number), '1', 'PX', 60000) end
local function take(id)
  local about = redis.call('HMGET', key('queue', id), 'number', 'until')
  if not about[1] then return {} end
  local texts = redis.call('LRANGE', key('texts', id), 0, -1)
  redis.call('DEL', key('queue', id), key('texts', id))
  if now() < tonumber(about[2]) then return texts end
  is_over(about[1])
  return {}
end
local now_epoch = redis.call('GET', prefix .. ':epoch')
local function owner_of(id)
  local owner = redis.call('HMGET', key('owner', id), 'instance', 'connection', 'hash', 'epoch')
  if owner[4] ~= now_epoch then return {} end
  return owner
end
local function own(id, connection, hash, keep_ms, instance)
  redis.call('HSET', key('owner', id), 'instance', instance or me, 'connection', connection, 'hash', hash, 'epoch', now_epoch)
  redis.call('PEXPIRE', key('owner', id), keep_ms)
end
`;

/** @typedef {{ readonly lua: string, readonly sha: string }} Script */

/** @param {string} body @returns {Script} */
function script(body) {
  const lua = SHARED + body;
  return { lua, sha: createHash("sha1").update(lua).digest("hex") };
}

/**
 * Renews the lease, and says so on the instance's own channel: the node that hears that has heard all that was said there before.
 * If there is no epoch, or it is that of an earlier run of Redis, the node begins one. What Redis knew before does not count then.
 *
 * Arguments: the epoch it knows, one to begin, lease and recovery in ms, the number of the beat, whether it is the first of this
 * instance. Answer: the epoch, and `alive`, or `gone` if the lease had run out.
 */
export const BEAT = script(`
local known, candidate, lease_ms, recovery_ms, number, is_first = unpack(ARGV, 3)
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')
local epoch = now_epoch
if not epoch or redis.call('GET', prefix .. ':run') ~= run then
  epoch = candidate
  redis.call('SET', prefix .. ':epoch', epoch)
  redis.call('SET', prefix .. ':run', run)
  redis.call('SET', prefix .. ':young', '1', 'PX', recovery_ms)
end
if epoch == known and is_first == '0' and not has_lease(me) then return { epoch, 'gone' } end
redis.call('SET', key('lease', me), '1', 'PX', lease_ms)
tell(me, { is = 'beat', number = tonumber(number) })
return { epoch, 'alive' }
`);

/**
 * Arguments: id, connection, hash, whether this node knows that nobody else can have the id, ms to keep the record, the number of
 * this claim. Answer: `later`, `taken`, or `yours`, the earlier connection where it is one of this instance, how many heard that
 * they lost the id, and the texts that waited.
 */
export const REGISTER = script(`
local id, connection, hash, is_known, keep_ms, claim = unpack(ARGV, 3)
if not has_lease(me) then return { 'later' } end
local owner = owner_of(id)
local is_alive = owner[1] and has_lease(owner[1])
if is_alive and owner[3] ~= hash then
  if owner[1] ~= me then tell(owner[1], { is = 'check', id = id, connection = owner[2] }) end
  return { 'taken', owner[1] == me and owner[2] or '' }
end
if not owner[1] and is_known == '0' and redis.call('EXISTS', prefix .. ':young') == 1 then return { 'later' } end
own(id, connection, hash, keep_ms)
local heard = 0
if is_alive and owner[1] ~= me then
  heard = tell(owner[1], { is = 'kick', id = id, connection = owner[2], by = me, claim = claim })
end
local answer = { 'yours', owner[1] == me and owner[2] or '', heard }
for _, text in ipairs(take(id)) do answer[#answer + 1] = text end
return answer
`);

/**
 * Confirms what this instance believes to own, and takes what nobody owns: Redis has forgotten it.
 *
 * Arguments: ms to keep the records, then id, connection and hash of each. Answer: nothing without a lease, or for each whether
 * it is this connection's, and the texts that waited.
 */
export const CONFIRM = script(`
if not has_lease(me) then return false end
local answer = {}
for i = 4, #ARGV, 3 do
  local id, connection, hash = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  local owner = owner_of(id)
  local one = { 0 }
  if not owner[1] or (owner[1] == me and owner[2] == connection) then
    own(id, connection, hash, ARGV[3])
    one[1] = 1
    for _, text in ipairs(take(id)) do one[#one + 1] = text end
  end
  answer[#answer + 1] = one
end
return answer
`);

/**
 * Gives ids back. While Redis is young, a record without an owner remains of each: it says that the id is free. Without it, Redis
 * could not tell the id from one that it has forgotten.
 *
 * Arguments: whether this instance had each id until now, or since Redis was away, so that nobody else can have it; id and connection
 * of each.
 */
export const RELEASE = script(`
local is_known = ARGV[3] == '1'
local is_young = redis.call('EXISTS', prefix .. ':young') == 1
for i = 4, #ARGV, 2 do
  local owner = owner_of(ARGV[i])
  local is_mine = owner[1] == me and owner[2] == ARGV[i + 1]
  if is_young and (is_mine or (is_known and not owner[1])) then
    own(ARGV[i], '-', '-', redis.call('PTTL', prefix .. ':young') + 1000, '-')
  elseif is_mine then
    redis.call('DEL', key('owner', ARGV[i]))
  end
end
return 1
`);

/** Ends a lease: of this instance, or of an earlier one that ended all its connections. */
export const LEAVE = script(`
redis.call('DEL', key('lease', me))
return 1
`);

/**
 * Arguments: epoch, the sender's id and connection, the addressee's id, the text, ms to wait, how many may wait, a number for a
 * new queue. Answer: a fate, or `here` and a connection of this instance, or `waits`, the number of the queue and the ms left.
 */
export const ROUTE = script(`
local epoch, from, connection, to, text, wait_ms, most, number = unpack(ARGV, 3)
if not has_lease(me) then
  return { now_epoch == epoch and 'gone' or 'later' }
end
local sender = owner_of(from)
if sender[1] ~= me or sender[2] ~= connection then return { 'lost' } end

local queue, texts, time = key('queue', to), key('texts', to), nil
local about = redis.call('HMGET', queue, 'number', 'until')
if about[1] then
  time = now()
  if time >= tonumber(about[2]) then
    redis.call('DEL', queue, texts)
    is_over(about[1])
    about = {}
  end
end
if not about[1] then
  local owner = owner_of(to)
  if owner[1] == me then return { 'here', owner[2] } end
  if owner[1] and has_lease(owner[1])
    and tell(owner[1], { is = 'deliver', id = to, connection = owner[2], text = text }) > 0 then
    return { 'sent' }
  end
end
if redis.call('LLEN', texts) >= tonumber(most) then return { 'full' } end
if not about[1] then
  time = now()
  about = { number, time + wait_ms }
  redis.call('HSET', queue, 'number', about[1], 'until', about[2])
  redis.call('PEXPIRE', queue, wait_ms + 60000)
end
redis.call('RPUSH', texts, text)
redis.call('PEXPIRE', texts, wait_ms + 60000)
return { 'waits', about[1], about[2] - time }
`);

/** Whether a queue has ended in vain; it ends now if it still waits. Arguments: the id for which it waits, its number. */
export const EXPIRE = script(`
local id, number = ARGV[3], ARGV[4]
if redis.call('HGET', key('queue', id), 'number') ~= number then return redis.call('EXISTS', key('over', number)) end
redis.call('DEL', key('queue', id), key('texts', id))
is_over(number)
return 1
`);

export const SCRIPTS = [BEAT, REGISTER, CONFIRM, RELEASE, LEAVE, ROUTE, EXPIRE];

// @ts-check
// How much somebody may still cost: an amount that is refilled at a steady rate, for one socket or for each host.

/** An amount that is refilled at a steady rate. It may be overdrawn. */
export class Account {
  #balance;
  #perMs;
  #most;
  #atMs = performance.now();

  /**
   * @param {number} most the amount at the beginning, which is also the maximum
   * @param {number} perMs
   */
  constructor(most, perMs) {
    this.#balance = most;
    this.#most = most;
    this.#perMs = perMs;
  }

  get balance() {
    const nowMs = performance.now();
    this.#balance = Math.min(this.#most, this.#balance + (nowMs - this.#atMs) * this.#perMs);
    this.#atMs = nowMs;
    return this.#balance;
  }

  /** @param {number} amount @returns {number} what is left */
  spend(amount) {
    this.#balance = this.balance - amount;
    return this.#balance;
  }
}

/** What all the further hosts have together. */
const OTHERS = "";

/** An account for each host, which is forgotten when it is full again. */
export class HostAccounts {
  #accounts = /** @type {Map<string, Account>} */ (new Map());
  #most;
  #perMs;
  #hostsMax;

  /**
   * @param {number} most of each account
   * @param {number} perMs
   * @param {number} hostsMax how many hosts have accounts of their own at the same time
   */
  constructor(most, perMs, hostsMax) {
    this.#most = most;
    this.#perMs = perMs;
    this.#hostsMax = hostsMax;
  }

  /** @param {string} host @returns {boolean} whether it had 1 left, which it has spent now */
  pay(host) {
    const isKnown = this.#accounts.has(host) || this.#accounts.size < this.#hostsMax;
    const account = this.#accountOf(isKnown ? host : OTHERS);
    if (account.balance < 1) return false;
    account.spend(1);
    return true;
  }

  /** @param {string} name */
  #accountOf(name) {
    const known = this.#accounts.get(name);
    if (known !== undefined) return known;
    const account = new Account(this.#most, this.#perMs);
    this.#accounts.set(name, account);
    const forget = () => {
      if (account.balance >= this.#most) this.#accounts.delete(name);
      else setTimeout(forget, (this.#most - account.balance) / this.#perMs + 1).unref();
    };
    setTimeout(forget, this.#most / this.#perMs).unref();
    return account;
  }
}

/**
 * Purses that fill by a share of a coin at a time and are spent by the coin: so many of one thing for each of another in the long run, and a
 * few saved up. Each account has its own, full at the start.
 */
export class Savings {
  private readonly ratio: number;
  private readonly depth: number;
  private readonly coins: Float64Array;

  /** @param ratio what is paid in at a time; `depth`: most that a purse holds. */
  constructor(accounts: number, ratio: number, depth: number) {
    this.ratio = ratio;
    this.depth = depth;
    this.coins = new Float64Array(accounts).fill(depth);
  }

  /** Pays in once. */
  earn(account: number): void {
    this.coins[account] = Math.min(this.depth, this.coins[account]! + this.ratio);
  }

  /** Takes a coin, if there is a whole one. */
  spend(account: number): boolean {
    if (this.coins[account]! < 1) return false;
    this.coins[account]! -= 1;
    return true;
  }
}

/** Bits of a row's `flags` column. */

/** The request has its outcome. */
export const SETTLED = 1;
/** The attempt's caller no longer waits for it. */
export const ABANDONED = 2;
/** The row's pending event is its completion at a server, not the end of a back-off. */
export const IN_SERVICE = 4;
/** The call's write has been applied once. */
export const APPLIED = 8;
/** Issued by a lever. */
export const BACKGROUND = 16;
/** A lever has taken over what it was to write. */
export const CARRIED = 32;
/** Its carried demand is spent: the next attempt draws its own. */
export const DEMAND_SPENT = 64;
/** A background request that has been sent. */
export const SENT = 128;
/** A post that its workers carry to the followers, write by write. */
export const FANNED = 256;
/** A write that its leader has and that waits for its followers. */
export const REPLICATING = 512;
/** An attempt that was turned away without a word; its caller still waits. */
export const UNANSWERED = 1024;
/** It brings what another background request brings. */
export const REPEAT = 2048;
/** The store knows it by an id, and applies what it brings once. */
export const IDENTIFIED = 4096;
/** It sets its key to a total, and adds nothing. */
export const TOTAL = 8192;
/** The call's pending event is the end of the wait for a second attempt beside the one under way. */
export const HEDGING = 16_384;
/** The other attempt of its call was answered first: its own answer is of no use. */
export const OUTRUN = 32_768;
/** Its partition knows that nobody wants it any more. */
export const CALLED_OFF = 65_536;
/** It waits for all of its legs, though it needs fewer. */
export const GATHERING = 131_072;
/** It was sent in one request with others, and is answered with them. */
export const BATCHED = 262_144;

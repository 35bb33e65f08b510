/** What the text and the page say alike of an expectation that is undecided for want of a value. */
export const UNMEASURED =
  ' in every replication: too few requests, nothing of the kind, or windows `before` and `heat` missing or not recovered from';

/** How many partitions a table with provisioned throughput has (F.D11, P.T7). */

/**
 * Partitions once the table's throughput is set: each splits in two until none has a share above what one can take.
 *
 * From 3,200/s on four partitions of 1,000/s at most: 3,600/s stay on four of 900/s each, 6,000/s make eight of 750/s, and
 * 5,000/s afterwards leave eight of 625/s, as partitions never merge (F.D3).
 */
export function provisionedPartitions(before: number, perSecond: number, mostPerPartition: number): number {
  let partitions = before;
  while (perSecond / partitions > mostPerPartition) partitions *= 2;
  return partitions;
}

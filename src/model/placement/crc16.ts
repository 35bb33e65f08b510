/**
 * CRC16 in the XMODEM variant (polynomial 0x1021, from 0, nothing reflected): the hash of Redis Cluster (F.C4).
 *
 * Checked against the vectors of P.H19.
 */
const POLYNOMIAL = 0x1021;

/** What each value of the high byte does to the rest. */
const TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ POLYNOMIAL : crc << 1;
  return crc;
});

/** Checksum of bytes, 0 to 65,535. */
export function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) crc = ((crc << 8) & 0xffff) ^ TABLE[(crc >> 8) ^ byte]!;
  return crc;
}

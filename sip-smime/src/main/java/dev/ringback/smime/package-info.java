/// S/MIME in SIP: RFC 3261 §23, RFC 3853. Bodies are signed ([dev.ringback.smime.Signing]),
/// encrypted ([dev.ringback.smime.Encryption]) and opened ([dev.ringback.smime.SmimeReader]); whole
/// messages go through a tunnel ([dev.ringback.smime.Tunnel]). What a peer sends is never an
/// exception, time is an argument, and no file is read here.
@NullMarked
package dev.ringback.smime;

import org.jspecify.annotations.NullMarked;

/// TLS read with the secrets of its ends: key logs, the key schedules of RFC 5246 and RFC 8446, and
/// their records.
@NullMarked
package dev.ringback.callflow.secrets;

import org.jspecify.annotations.NullMarked;

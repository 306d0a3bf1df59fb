/// Calls that are handed on: REFER (RFC 3515, RFC 4488), Referred-By (RFC 3892) and Replaces (RFC
/// 3891), for transferor, transferee and target (RFC 5589). Pure.
@NullMarked
package dev.ringback.transfer;

import org.jspecify.annotations.NullMarked;

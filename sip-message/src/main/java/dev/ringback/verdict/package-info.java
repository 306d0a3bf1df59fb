/// The second verdict on a message: not whether it can be understood (that is
/// [dev.ringback.parse.MessageParser]), but everything in it that the RFCs forbid or advise
/// against, as data. Off the path of traffic.
@NullMarked
package dev.ringback.verdict;

import org.jspecify.annotations.NullMarked;

package dev.ringback.core;

import dev.ringback.admission.Admission;
import dev.ringback.identity.Border;

/// Whom the server believes what.
///
/// @param admission who may do what
/// @param border whose word about others counts, and who may learn what
public record Trust(Admission admission, Border border) {
    /// One that takes nobody's word.
    public Trust(Admission admission) {
        this(admission, Border.plain());
    }
}

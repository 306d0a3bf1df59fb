package dev.ringback.smime;

import dev.ringback.body.BodyPart;

/// One layer of security taken off a body.
sealed interface Layer {
    /// There is none.
    record None() implements Layer {}

    /// A signature that fits.
    record Signed(BodyPart content, Signature signature) implements Layer {}

    /// An encryption that a key of ours opened.
    record Decrypted(BodyPart content) implements Layer {}

    /// The end: nothing to open, or nothing that could be.
    record Ended(SmimeResult result) implements Layer {}
}

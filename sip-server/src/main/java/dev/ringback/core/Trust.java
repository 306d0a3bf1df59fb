package dev.ringback.core;

import dev.ringback.admission.Admission;
import dev.ringback.identity.Border;
import dev.ringback.stir.Stir;

/// Whom the server believes what.
///
/// @param admission who may do what
/// @param border whose word about others counts, and who may learn what
/// @param stir which signatures count, and what signs for our users
/// @param telling who is told the causes of failures
public record Trust(Admission admission, Border border, Stir stir, CauseTelling telling) {
    /// One that tells nobody causes.
    public Trust(Admission admission, Border border, Stir stir) {
        this(admission, border, stir, CauseTelling.NONE);
    }

    /// One that takes nobody's word.
    public Trust(Admission admission) {
        this(admission, Border.plain(), Stir.NONE);
    }

    /// The same for a trial that asks nobody outside: strangers are not verified.
    public Trust withoutQuestions() {
        return new Trust(admission, border, new Stir(stir.signer(), null), telling);
    }
}

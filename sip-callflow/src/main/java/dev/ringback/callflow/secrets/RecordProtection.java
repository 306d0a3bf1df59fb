package dev.ringback.callflow.secrets;

import java.security.GeneralSecurityException;

/// The protection of the records of one direction under one key. It counts the records that it has
/// opened.
sealed interface RecordProtection permits AeadProtection, CbcProtection {
    /// The content of a record; of TLS 1.3 with its type and padding.
    ///
    /// @throws GeneralSecurityException if it is not of this key and number
    byte[] open(TlsRecord sealed) throws GeneralSecurityException;

    /// How many records were opened.
    long opened();
}

package dev.ringback.smime.key;

/// Why a certificate needs a decision of the user before it is relied on: RFC 3261 §23.2.
public enum Doubt {
    /// Nobody but itself vouches for it, and it is not on the keyring.
    SELF_SIGNED("it vouches for itself"),
    /// Its issuer is not known, or did not sign it.
    UNKNOWN_ISSUER("its issuer is not known"),
    /// It was valid once.
    EXPIRED("it has expired"),
    /// It will be valid.
    NOT_YET_VALID("it is not valid yet"),
    /// It belongs to another address than the message names.
    OTHER_SUBJECT("it belongs to another address"),
    /// The keyring has another certificate for this address: possibly an attack.
    CHANGED("it is another one than before: this may be an attack"),
    /// It says that its key is not for signing.
    OTHER_USE("its key is not meant for this"),
    /// Its key is too short, or the signature uses SHA-1 or MD5.
    WEAK("its key or its signature is too weak");

    private final String text;

    Doubt(String text) {
        this.text = text;
    }

    /// It in words, to be said of a certificate.
    public String text() {
        return text;
    }
}

package dev.ringback.smime.key;

import dev.ringback.uri.SipUri;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a user agent has of keys: its own, the certificates of others by their address-of-record,
/// and the authorities that it relies on. RFC 3261 §23.1. Immutable: what adds something gives a
/// new keyring.
public final class Keyring {
    /// Nothing.
    public static final Keyring EMPTY = new Keyring(List.of(), Map.of(), List.of());

    private static final int LEAST_RSA_BITS = 2048;
    private static final int LEAST_CURVE_BITS = 224;
    private static final int MOST_KEY_BITS = 8192;

    private final List<UserKey> keys;
    private final Map<String, List<UserCertificate>> known;
    private final List<UserCertificate> authorities;

    private Keyring(
            List<UserKey> keys,
            Map<String, List<UserCertificate>> known,
            List<UserCertificate> authorities) {
        this.keys = List.copyOf(keys);
        this.known = Map.copyOf(known);
        this.authorities = List.copyOf(authorities);
    }

    /// It with a key of ours. The first one that belongs to an address is used for it.
    public Keyring with(UserKey key) {
        List<UserKey> more = new ArrayList<>(keys);
        more.add(key);
        return new Keyring(more, known, authorities);
    }

    /// It with an authority whose certificates are relied on.
    public Keyring relyingOn(UserCertificate authority) {
        List<UserCertificate> more = new ArrayList<>(authorities);
        more.add(authority);
        return new Keyring(keys, known, more);
    }

    /// It with the certificate of somebody else, beside those that it has for the same address:
    /// what a user permits, or what was verified. The newest is used to encrypt.
    ///
    /// @param holder whose it is, whatever the certificate says
    public Keyring remembering(SipUri holder, UserCertificate certificate) {
        return remembering(holder.addressOfRecord(), certificate);
    }

    /// It with the certificate of somebody else.
    ///
    /// @param holder whose it is: an address as [SipUri#addressOfRecord] writes it
    public Keyring remembering(String holder, UserCertificate certificate) {
        List<UserCertificate> those = new ArrayList<>(known.getOrDefault(holder, List.of()));
        those.remove(certificate);
        those.addFirst(certificate);
        Map<String, List<UserCertificate>> more = new TreeMap<>(known);
        more.put(holder, List.copyOf(those));
        return new Keyring(keys, more, authorities);
    }

    /// It with all that another has.
    public Keyring with(Keyring other) {
        Keyring all = this;
        for (UserKey key : other.keys) {
            all = all.with(key);
        }
        for (UserCertificate authority : other.authorities) {
            all = all.relyingOn(authority);
        }
        for (Map.Entry<String, List<UserCertificate>> entry : other.known.entrySet()) {
            for (UserCertificate certificate : entry.getValue().reversed()) {
                all = all.remembering(entry.getKey(), certificate);
            }
        }
        return all;
    }

    /// Our keys.
    public List<UserKey> keys() {
        return keys;
    }

    /// The authorities.
    public List<UserCertificate> authorities() {
        return authorities;
    }

    /// The addresses of which there are certificates, in alphabetical order.
    public List<String> holders() {
        return known.keySet().stream().sorted().toList();
    }

    /// All certificates of others.
    public List<UserCertificate> known() {
        return known.values().stream().flatMap(List::stream).distinct().toList();
    }

    /// Our key for this address; null when there is none that says so.
    public @Nullable UserKey key(SipUri user) {
        return keys.stream()
                .filter(key -> key.certificate().belongsTo(user))
                .findFirst()
                .orElse(null);
    }

    /// The certificates of this address, the newest first.
    public List<UserCertificate> certificates(SipUri holder) {
        return certificates(holder.addressOfRecord());
    }

    /// The certificates of this address, as [SipUri#addressOfRecord] writes it, the newest first.
    public List<UserCertificate> certificates(String holder) {
        return known.getOrDefault(holder, List.of());
    }

    /// The certificate to encrypt for this address with; null when there is none that is valid.
    public @Nullable UserCertificate recipient(SipUri holder, Instant now) {
        return certificates(holder).stream()
                .filter(certificate -> certificate.encrypts() && certificate.validAt(now))
                .findFirst()
                .orElse(null);
    }

    /// What is to be thought of a certificate that came with a message: RFC 3261 §23.2.
    ///
    /// @param certificate the certificate
    /// @param others what else came: perhaps certificates of those who vouch for it
    /// @param holder whom the message names: From of a request, To of a response
    /// @param now the time
    public Standing standing(
            UserCertificate certificate, List<UserCertificate> others, SipUri holder, Instant now) {
        Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
        List<UserCertificate> before = certificates(holder);
        boolean remembered = before.contains(certificate);
        if (!remembered && !before.isEmpty()) {
            doubts.add(Doubt.CHANGED);
        }
        if (!remembered && !Issuers.vouch(certificate, others, authorities, now)) {
            doubts.add(certificate.selfSigned() ? Doubt.SELF_SIGNED : Doubt.UNKNOWN_ISSUER);
        }
        if (!remembered && !certificate.belongsTo(holder)) {
            doubts.add(Doubt.OTHER_SUBJECT);
        }
        if (now.isAfter(certificate.notAfter())) {
            doubts.add(Doubt.EXPIRED);
        }
        if (now.isBefore(certificate.notBefore())) {
            doubts.add(Doubt.NOT_YET_VALID);
        }
        if (!certificate.signs()) {
            doubts.add(Doubt.OTHER_USE);
        }
        if (weak(certificate)) {
            doubts.add(Doubt.WEAK);
        }
        return new Standing(certificate, holder.addressOfRecord(), doubts);
    }

    private static boolean weak(UserCertificate certificate) {
        boolean rsa = certificate.publicKey().getAlgorithm().equals("RSA");
        return certificate.keyBits() < (rsa ? LEAST_RSA_BITS : LEAST_CURVE_BITS);
    }

    /// Whether reckoning with a key takes no longer than a message is worth.
    public static boolean affordable(UserCertificate certificate) {
        int bits = certificate.keyBits();
        return bits > 0 && bits <= MOST_KEY_BITS;
    }

    /// How many keys and certificates it has, for people.
    @Override
    public String toString() {
        return keys.size() + " keys, certificates of " + holders();
    }
}

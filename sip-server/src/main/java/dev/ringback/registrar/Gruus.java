package dev.ringback.registrar;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.InstanceKey;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Makes and reads GRUUs, addresses of one device of a user: RFC 5627 §5.4. Nothing is remembered:
/// a public one says its instance, a temporary one says under encryption whose it is and by which
/// registration, so that nobody can tell of two whether they are of one user.
///
/// A temporary GRUU is valid as long as a binding of the instance has the Call-ID of the REGISTER
/// whose answer carried it. One per shard.
public final class Gruus {
    /// The option-tag.
    static final String TAG = "gruu";

    /// The parameters that a registrar gives and no client chooses, §5.1.
    static final List<String> GIVEN = List.of("pub-gruu", "temp-gruu");

    private static final String TEMPORARY = "tgruu.";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int IV = 12;
    private static final int TAG_BITS = 96;
    private static final int HASH = 8;
    private static final int MOST = 512;

    private final Mac mac;
    private final SecretKey encryption;

    /// @param key the secret of the server, the same on every shard
    public Gruus(SecretKey key) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            encryption = new SecretKeySpec(Arrays.copyOf(mac.doFinal(octets("gruu")), 16), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /// What a GRUU stands for.
    ///
    /// @param aor whose device it is
    /// @param pub whether it is a public one, which is valid for ever
    /// @param hash what the bindings have that it means
    public record Device(AddressOfRecord aor, boolean pub, Key hash) {
        /// The bindings that it means, of all those of its user.
        public List<Binding> among(List<Binding> bindings) {
            return bindings.stream().filter(hash::matches).toList();
        }
    }

    /// Tells the bindings of one device.
    @FunctionalInterface
    public interface Key {
        /// Whether a binding is of the device.
        boolean matches(Binding binding);
    }

    /// The public GRUU of a binding: its address-of-record as it was written, with the instance. It
    /// is a SIPS URI where the contact is one: RFC 5630 §5.2.1.
    String pub(SipUri written, InstanceKey key, Binding binding) {
        return written.withoutParameters()
                .withParameter("gr", key.instance())
                .withSecure(binding.contact().secure())
                .toString();
    }

    /// A new temporary GRUU of a binding.
    String temporary(AddressOfRecord aor, InstanceKey key, Binding binding) {
        String callId = binding.registration().callId();
        byte[] user = octets(aor.user());
        byte[] plain =
                ByteBuffer.allocate(2 * HASH + user.length)
                        .put(hash(key.instance()))
                        .put(hash(callId))
                        .put(user)
                        .array();
        String unique = callId + '\n' + binding.cseq() + '\n' + key + '\n' + aor;
        byte[] iv = Arrays.copyOf(mac.doFinal(octets(unique)), IV);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, iv, plain, aor.domain());
        byte[] both = Arrays.copyOf(iv, IV + sealed.length);
        System.arraycopy(sealed, 0, both, IV, sealed.length);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(both);
        return SipUri.of(binding.contact().secure(), TEMPORARY + text, aor.domain(), -1)
                .withParameter("gr", null)
                .toString();
    }

    /// What a GRUU of a served domain stands for; null for one that nobody was given.
    ///
    /// @param uri a URI with the parameter `gr`
    /// @param aor the address-of-record that its user and host make
    public @Nullable Device read(SipUri uri, AddressOfRecord aor) {
        String instance = uri.gr();
        if (instance != null && !instance.isEmpty()) {
            return new Device(aor, true, binding -> isOf(binding, instance));
        }
        byte[] sealed = sealed(aor.user());
        byte[] plain =
                sealed.length < IV
                        ? new byte[0]
                        : crypt(
                                Cipher.DECRYPT_MODE,
                                Arrays.copyOf(sealed, IV),
                                Arrays.copyOfRange(sealed, IV, sealed.length),
                                aor.domain());
        if (plain.length <= 2 * HASH) {
            return null;
        }
        String user = new String(plain, 2 * HASH, plain.length - 2 * HASH, UTF_8);
        byte[] device = Arrays.copyOf(plain, HASH);
        byte[] call = Arrays.copyOfRange(plain, HASH, 2 * HASH);
        AddressOfRecord owner = new AddressOfRecord(user, aor.domain());
        return new Device(owner, false, binding -> isOf(binding, device, call));
    }

    /// Whether a URI is a GRUU of a user, also a temporary one that has ended.
    boolean belongs(SipUri uri, AddressOfRecord aor) {
        String user = uri.user();
        Device device =
                isGruu(uri) && user != null
                        ? read(uri, new AddressOfRecord(user, uri.host()))
                        : null;
        return device != null && device.aor().equals(aor);
    }

    /// Whether a URI is a GRUU at all.
    public static boolean isGruu(Uri uri) {
        return uri instanceof SipUri sip && sip.gr() != null;
    }

    private static boolean isOf(Binding binding, String instance) {
        InstanceKey key = InstanceKey.of(binding.parameters());
        return key != null && key.instance().equals(instance);
    }

    private boolean isOf(Binding binding, byte[] device, byte[] call) {
        InstanceKey key = InstanceKey.of(binding.parameters());
        return key != null
                && Arrays.equals(hash(key.instance()), device)
                && Arrays.equals(hash(binding.registration().callId()), call);
    }

    private byte[] hash(String text) {
        return Arrays.copyOf(mac.doFinal(octets(text)), HASH);
    }

    private static byte[] sealed(String user) {
        if (!user.startsWith(TEMPORARY) || user.length() > MOST) {
            return new byte[0];
        }
        try {
            return Base64.getUrlDecoder().decode(user.substring(TEMPORARY.length()));
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    /// The octets, empty where they were not sealed by us.
    private byte[] crypt(int mode, byte[] iv, byte[] octets, String domain) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, encryption, new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD(octets(domain));
            return cipher.doFinal(octets);
        } catch (GeneralSecurityException _) {
            return new byte[0];
        }
    }

    private static byte[] octets(String text) {
        return text.getBytes(UTF_8);
    }
}

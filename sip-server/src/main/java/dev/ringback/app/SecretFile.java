package dev.ringback.app;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ringback.config.Place;
import dev.ringback.config.ServerConfig;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file of the key that signs our routes and the addresses of devices: 64 hexadecimal digits in
/// one line, for the owner alone. It makes calls outlive a restart (RFC 5626 §5.2), and GRUUs (RFC
/// 5627 §5.4). A file that is missing is made.
final class SecretFile {
    private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);
    private static final String ALGORITHM = "HmacSHA256";
    private static final int OCTETS = 32;
    private static final int DIGITS = 2 * OCTETS;
    private static final Set<PosixFilePermission> OWNERS =
            Set.copyOf(PosixFilePermissions.fromString("rwx------"));

    private SecretFile() {}

    /// The key of routes.
    ///
    /// @throws IOException where the file that the configuration names cannot be used; the message
    ///     is for the operator
    static SecretKey routes(ServerConfig config) throws IOException {
        return derived(secret(config, /* makes= */ true), "routes");
    }

    /// Checks the file without making it.
    ///
    /// @throws IOException where it cannot be used; the message is for the operator
    static void check(ServerConfig config) throws IOException {
        byte[] _ = secret(config, /* makes= */ false);
    }

    private static byte[] secret(ServerConfig config, boolean makes) throws IOException {
        Path named = config.storage().secret();
        Path data = config.data();
        if (named != null) {
            return kept(named, config.storage().key().place(), makes);
        }
        if (data == null || !Files.isDirectory(data)) {
            return random();
        }
        Path usual = data.resolve("secret");
        if (Files.exists(usual) || Files.isWritable(data)) {
            return kept(usual, null, makes);
        }
        LOG.warn("calls will not outlive a restart: no secret can be kept in {}", data);
        return random();
    }

    private static byte[] kept(Path file, @Nullable Place place, boolean makes) throws IOException {
        String where = place == null ? "" : place + ": secret: ";
        try {
            return Files.exists(file) || !makes ? read(file, makes) : made(file);
        } catch (AccessDeniedException _) {
            throw new IOException(where + "cannot use " + file + ": permission denied");
        } catch (NoSuchFileException _) {
            throw new IOException(where + "cannot make " + file + ": there is no such folder");
        } catch (Unfit e) {
            throw new IOException(where + e.getMessage());
        } catch (IOException e) {
            throw new IOException(where + "cannot use " + file + ": " + e.getMessage(), e);
        }
    }

    private static byte[] made(Path file) throws IOException {
        byte[] secret = random();
        Path folder = file.toAbsolutePath().getParent();
        Path whole = Files.createTempFile(folder, "new-", "-" + file.getFileName(), forOwner());
        try {
            Files.write(whole, (HexFormat.of().formatHex(secret) + "\n").getBytes(US_ASCII));
            name(whole, file);
        } catch (FileAlreadyExistsException _) {
            return read(file, /* needed= */ true); // another server was faster
        } finally {
            Files.deleteIfExists(whole);
        }
        LOG.info("made {}: calls and addresses of devices outlive a restart with it", file);
        return secret;
    }

    /// Names a file that is whole, unless there is one of that name. A second name is given in one
    /// step; not every file system has them.
    private static void name(Path whole, Path file) throws IOException {
        try {
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | IOException _) {
            Files.move(whole, file);
        }
    }

    /// @param needed whether there has to be one
    private static byte[] read(Path file, boolean needed) throws IOException {
        if (!needed && !Files.exists(file)) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw new NoSuchFileException(file.toString());
            }
            return random();
        }
        if (Files.isDirectory(file)) {
            throw new Unfit("cannot use " + file + ": it is a folder");
        }
        if (!OWNERS.containsAll(permissions(file))) {
            throw new Unfit(file + " is open to others: chmod 600 " + file);
        }
        try {
            return secret(file, Files.readString(file, US_ASCII).stripTrailing());
        } catch (CharacterCodingException _) {
            throw new Unfit(file + " is no text of 64 hexadecimal digits");
        }
    }

    private static byte[] secret(Path file, String text) throws Unfit {
        for (int i = 0; i < text.length(); i++) {
            if (!HexFormat.isHexDigit(text.charAt(i))) {
                Place place = new Place(file.toString(), 1, i + 1);
                throw new Unfit(place + ": no hexadecimal digit");
            }
        }
        if (text.length() != DIGITS) {
            Place end = new Place(file.toString(), 1, text.length() + 1);
            throw new Unfit(end + ": " + text.length() + " digits instead of " + DIGITS);
        }
        return HexFormat.of().parseHex(text);
    }

    private static Set<PosixFilePermission> permissions(Path file) throws IOException {
        return posix() ? Files.getPosixFilePermissions(file) : Set.of();
    }

    private static FileAttribute<?>[] forOwner() {
        return posix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private static byte[] random() {
        byte[] secret = new byte[OCTETS];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    /// A key for one purpose.
    private static SecretKey derived(byte[] secret, String purpose) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return new SecretKeySpec(mac.doFinal(purpose.getBytes(US_ASCII)), ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /// A file that holds no secret; the message says why.
    private static final class Unfit extends IOException {
        @java.io.Serial private static final long serialVersionUID = 1L;

        Unfit(String message) {
            super(message);
        }
    }
}

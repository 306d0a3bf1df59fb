package dev.ringback.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// The file of a control socket, for its owner alone: whoever may open it may do anything to the
/// server.
///
/// It is bound in a folder that nobody else enters and gets its name when it is closed to others.
/// So it is open to nobody for no moment, and takes the place of one that a dead process has left.
///
/// @param path the file
public record ControlSocket(Path path) {
    /// Octets of a path that the system takes: `sun_path` of unix(7), less the one that ends it.
    private static final int MOST_OCTETS = 107;

    private static final Set<PosixFilePermission> OWNERS_FOLDER =
            Set.copyOf(PosixFilePermissions.fromString("rwx------"));
    private static final Set<PosixFilePermission> OWNERS_FILE =
            Set.copyOf(PosixFilePermissions.fromString("rw-------"));

    /// Makes the path absolute.
    public ControlSocket {
        path = path.toAbsolutePath().normalize();
    }

    /// Checks that the system takes the path.
    ///
    /// @throws IOException with one line for the operator
    public void check() throws IOException {
        int octets = path.toString().getBytes(UTF_8).length;
        if (octets > MOST_OCTETS) {
            throw new IOException(
                    "the path of the control socket has "
                            + octets
                            + " octets, and the system takes "
                            + MOST_OCTETS
                            + ": "
                            + path
                            + "; name a shorter one in the configuration, control:"
                            + " /run/ringback/ctl.sock");
        }
    }

    /// Listens there.
    ///
    /// @throws IOException where another server answers there, or the file cannot be made; the
    ///     message is one line for the operator
    Bound bind() throws IOException {
        check();
        Path folder = Objects.requireNonNull(path.getParent());
        Files.createDirectories(folder, owners());
        refuseOther();
        Path own = folder.resolve(".c" + HexFormat.of().toHexDigits((short) random()));
        Files.createDirectory(own, owners());
        Path name = own.resolve("s");
        try {
            ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.bind(UnixDomainSocketAddress.of(name));
                Files.setPosixFilePermissions(name, OWNERS_FILE);
                Files.move(
                        name,
                        path,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                return new Bound(channel, key());
            } catch (AtomicMoveNotSupportedException | RuntimeException e) {
                channel.close();
                throw new IOException("cannot make " + path + ": " + e.getMessage(), e);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } finally {
            Files.deleteIfExists(name);
            Files.delete(own);
        }
    }

    private static FileAttribute<?>[] owners() {
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNERS_FOLDER)};
    }

    private static int random() {
        return new SplittableRandom().nextInt();
    }

    /// What is in the way: a server that runs, or a file that is none of ours.
    private void refuseOther() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther()) {
            throw new FileSystemException(path.toString(), null, "this is no socket");
        }
        boolean answered;
        try (SocketChannel other = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            answered = other.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException _) {
            answered = false;
        }
        if (answered) {
            throw new FileSystemException(path.toString(), null, "another server answers there");
        }
    }

    private @Nullable Object key() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    /// Takes the file away, unless another server has put its own there.
    void remove(Bound bound) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && Objects.equals(key(), bound.key())) {
            Files.delete(path);
        }
    }

    /// A socket that listens.
    ///
    /// @param channel the socket
    /// @param key what names its file, whatever its path
    record Bound(ServerSocketChannel channel, @Nullable Object key) {}
}

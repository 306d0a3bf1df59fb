package dev.ringback.app.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/// Another text for a file: whoever reads it sees the old one or the new one, and nothing between.
///
/// @param file the file, which is there
/// @param text its text from then on
public record FileChange(Path file, String text) {
    /// Does it.
    ///
    /// @return what undoes it
    /// @throws IOException where it cannot be done; then the file is as before
    public FileChange make() throws IOException {
        Path real = file.toRealPath();
        FileChange back = new FileChange(file, Files.readString(real));
        Path folder = real.getParent();
        Path whole = Files.createTempFile(folder, "." + real.getFileName(), ".new");
        try {
            likens(real, whole);
            Files.write(whole, text.getBytes(StandardCharsets.UTF_8));
            Files.move(
                    whole,
                    real,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
        return back;
    }

    /// The new file belongs to those to whom the old one does, as far as this user may say so.
    private static void likens(Path old, Path fresh) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(
                        fresh, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view != null) {
            PosixFileAttributes was = Files.readAttributes(old, PosixFileAttributes.class);
            PosixFileAttributes is = view.readAttributes();
            if (!is.group().equals(was.group())) {
                view.setGroup(was.group());
            }
            if (!is.owner().equals(was.owner())) {
                view.setOwner(was.owner());
            }
            view.setPermissions(was.permissions());
        }
    }
}

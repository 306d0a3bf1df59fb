package dev.ringback.routing.script;

import dev.ringback.routing.Routes;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One Java file with one class that implements [Routes], compiled in memory and instantiated.
///
/// The class may stand in any package or in none, need not be public, and has a constructor without
/// parameters. Types nested in it and beside it are fine; other files are not found.
///
/// @param file the name of the file as it was given
/// @param type the class
/// @param routes its only object
public record Script(String file, Class<?> type, Routes routes) {
    /// What loading may take of the script's own time: its initializers and its constructor.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// Compiles and instantiates a file.
    ///
    /// @throws ScriptException when it cannot be read, is no Java, or holds no class to route with
    public static Script load(Path file) throws ScriptException {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException _) {
            throw unreadable("there is no such file");
        } catch (AccessDeniedException _) {
            throw unreadable("permission denied");
        } catch (CharacterCodingException _) {
            throw unreadable("it is not UTF-8 text");
        } catch (IOException e) {
            throw unreadable(Files.isDirectory(file) ? "it is a folder" : e.toString());
        }
        return load(file.toString(), text);
    }

    private static ScriptException unreadable(String reason) {
        return new ScriptException(0, 0, reason, List.of());
    }

    /// Compiles and instantiates a text.
    ///
    /// @param file what messages call it
    public static Script load(String file, String text) throws ScriptException {
        ClassLoader parent = Routes.class.getClassLoader();
        Map<String, byte[]> compiled = new RoutesCompiler(file, text).compile();
        ScriptClasses classes = new ScriptClasses(new Weaver(compiled, parent).weave(), parent);
        try {
            Class<?> type = routesAmong(classes.all());
            return new Script(file, type, instance(text, type));
        } catch (LinkageError e) {
            throw new ScriptException("cannot load it: " + e);
        }
    }

    private static Class<?> routesAmong(List<Class<?>> classes) throws ScriptException {
        List<Class<?>> candidates =
                classes.stream()
                        .filter(Routes.class::isAssignableFrom)
                        .filter(type -> type.getEnclosingClass() == null)
                        .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                        .sorted((a, b) -> a.getName().compareTo(b.getName()))
                        .toList();
        if (candidates.size() == 1) {
            return candidates.getFirst();
        }
        String wanted = "one top-level class has to implement " + Routes.class.getName();
        String found =
                candidates.isEmpty()
                        ? "none does"
                        : String.join(" and ", candidates.stream().map(Class::getName).toList())
                                + " do";
        throw new ScriptException(wanted + ", " + found);
    }

    private static Routes instance(String text, Class<?> type) throws ScriptException {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return Fuse.under(PATIENCE.toNanos(), () -> (Routes) constructor.newInstance());
        } catch (NoSuchMethodException _) {
            throw new ScriptException(type.getName() + " needs a constructor without parameters");
        } catch (InvocationTargetException e) {
            throw thrown(text, e.getCause());
        } catch (ExceptionInInitializerError e) {
            throw thrown(text, e.getCause());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new ScriptException("cannot make its object: " + e);
        }
    }

    private static ScriptException thrown(String text, @Nullable Throwable thrown) {
        Throwable root = thrown instanceof ExceptionInInitializerError e ? e.getCause() : thrown;
        int line = root == null ? 0 : Frames.line(root);
        List<String> excerpt =
                line == 0 ? List.of() : RoutesCompiler.excerpt(text, line, 1).subList(0, 1);
        return new ScriptException(
                Math.max(line, 1), 1, "making its object failed: " + root, excerpt);
    }
}

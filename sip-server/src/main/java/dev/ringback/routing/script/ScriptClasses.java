package dev.ringback.routing.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The classes of one loading of a script. When nothing of it is used any more they go with it.
final class ScriptClasses extends ClassLoader {
    /// The name of the loader, which stack traces show.
    static final String NAME = "script";

    private final Map<String, byte[]> classes;

    ScriptClasses(Map<String, byte[]> classes, ClassLoader parent) {
        super(NAME, parent);
        this.classes = Map.copyOf(classes);
    }

    /// All of them, not yet initialized.
    ///
    /// @throws LinkageError when one cannot be linked
    List<Class<?>> all() {
        List<Class<?>> all = new ArrayList<>();
        try {
            for (String name : classes.keySet()) {
                all.add(loadClass(name));
            }
        } catch (ClassNotFoundException e) {
            throw new NoClassDefFoundError(e.getMessage());
        }
        return all;
    }

    /// Its own classes first: a script may be called like a class of the server's.
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            @Nullable Class<?> loaded = findLoadedClass(name);
            return loaded == null ? defineClass(name, bytes, 0, bytes.length) : loaded;
        }
    }
}

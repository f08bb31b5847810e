import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.javarosa.core.reference.PrefixedRootFactory;
import org.javarosa.core.reference.Reference;
import org.javarosa.core.reference.ReferenceManager;

/** The files of a session, by their jr: address; JavaRosa asks for them through one place for all forms. */
final class Media {
    private static final Map<String, File> FILES = new LinkedHashMap<>();

    private Media() {
    }

    static void add(String url, File file) {
        FILES.put(url, file);
    }

    static void register() {
        ReferenceManager.instance().addReferenceFactory(new PrefixedRootFactory(new String[] {"file-csv/", "file/"}) {
            @Override
            protected Reference factory(String terminal, String uri) {
                return new FileReference(uri);
            }
        });
    }

    private static final class FileReference implements Reference {
        private final String uri;

        private FileReference(String uri) {
            this.uri = uri;
        }

        @Override
        public boolean doesBinaryExist() {
            return FILES.containsKey(uri);
        }

        @Override
        public InputStream getStream() throws IOException {
            return new FileInputStream(file());
        }

        @Override
        public String getURI() {
            return uri;
        }

        @Override
        public String getLocalURI() {
            return file().getPath();
        }

        private File file() {
            return FILES.getOrDefault(uri, new File("no-file-of-this-session", uri));
        }

        @Override
        public boolean isReadOnly() {
            return true;
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Reference[] probeAlternativeReferences() {
            return new Reference[0];
        }
    }
}

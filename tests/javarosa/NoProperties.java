import java.util.List;
import org.javarosa.core.services.IPropertyManager;
import org.javarosa.core.services.properties.IPropertyRules;

/** A device that tells nothing about itself, as in the scenarios. */
final class NoProperties implements IPropertyManager {
    @Override
    public List<String> getProperty(String name) {
        return List.of();
    }

    @Override
    public String getSingularProperty(String name) {
        return "";
    }

    @Override
    public void setProperty(String name, String value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setProperty(String name, List<String> value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void addRules(IPropertyRules rules) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<IPropertyRules> getRules() {
        return List.of();
    }
}

package homeward.look

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp

/** A card: no shadow, a line of one pixel, corners of 8. */
@Composable
fun Card(modifier: Modifier = Modifier, press: (() -> Unit)? = null, content: @Composable ColumnScope.() -> Unit) {
    val colours = LocalColours.current
    val frame = modifier.fillMaxWidth().clip(Corner).background(colours.paper).border(1.dp, colours.line, Corner)
    Column(
        (if (press == null) frame else frame.clickable(role = Role.Button, onClick = press)).heightIn(min = 48.dp).padding(16.dp),
        Arrangement.spacedBy(4.dp), content = content,
    )
}

/** What a message is about; each has its colour and its shape. */
enum class Mood { Calm, Attention, Error, Done }

/** A message: what is true now, then what to do. */
@Composable
fun Banner(text: String, mood: Mood = Mood.Calm, modifier: Modifier = Modifier, strong: String = "", icon: Icon? = null) {
    val colours = LocalColours.current
    val (ink, wash) = when (mood) {
        Mood.Calm -> colours.ink to colours.wash
        Mood.Attention -> colours.attention to colours.attentionWash
        Mood.Error -> colours.error to colours.errorWash
        Mood.Done -> colours.done to colours.doneWash
    }
    val shape = icon ?: when (mood) {
        Mood.Calm -> Icon.Saved
        Mood.Attention, Mood.Error -> Icon.Attention
        Mood.Done -> Icon.Check
    }
    Row(
        modifier.fillMaxWidth().clip(Corner).background(wash).padding(horizontal = 16.dp, vertical = 12.dp).semantics { liveRegion = LiveRegionMode.Polite },
        Arrangement.spacedBy(12.dp),
    ) {
        ShapeOfLine(shape, ink)
        Column(Modifier.weight(1f), Arrangement.spacedBy(4.dp)) {
            if (strong.isNotEmpty()) AppText(strong, kind = Kind.BodyStrong, colour = ink)
            if (text.isNotEmpty()) AppText(text, colour = ink)
        }
    }
}

/** A shape and a word: the state of a thing. */
@Composable
fun Mark(icon: Icon, text: String, mood: Mood = Mood.Calm, modifier: Modifier = Modifier) {
    val colours = LocalColours.current
    val ink = when (mood) {
        Mood.Calm -> colours.quiet
        Mood.Attention -> colours.attention
        Mood.Error -> colours.error
        Mood.Done -> colours.done
    }
    Row(modifier, Arrangement.spacedBy(8.dp)) {
        ShapeOfLine(icon, ink)
        AppText(text, Modifier.weight(1f, fill = false), colour = ink)
    }
}

/** A row that leads to another screen. */
@Composable
fun LinkRow(icon: Icon, text: String, press: () -> Unit) {
    val colours = LocalColours.current
    Row(
        Modifier.fillMaxWidth().clip(Corner).border(1.dp, colours.line, Corner).clickable(role = Role.Button, onClick = press)
            .heightIn(min = 56.dp).padding(horizontal = 16.dp, vertical = 8.dp),
        Arrangement.spacedBy(12.dp), Alignment.CenterVertically,
    ) {
        Shape(icon, colours.accent)
        AppText(text, Modifier.weight(1f), colour = colours.accent)
        Shape(Icon.Forward, colours.accent)
    }
}

package homeward

/** What differs between a phone, a tablet and a desk. */
interface Platform {
    /** The date here, as `2026-03-14`. */
    fun today(): String
    /** Calls, or offers to call, a number. */
    fun call(number: String)
    /** From where the picture of a code can be had here, the best first. A code can be typed everywhere. */
    val codeSources: List<CodeSource>
    /** Asks for a picture and reads the code in it. May take as long as a person needs; nothing is kept of the picture. */
    suspend fun readCode(from: CodeSource): CodeRead
}

enum class CodeSource {
    /** A picture file that a person chooses. */
    File,
    /** A picture or a text that was copied. */
    Clipboard,
}

/** What came of asking for a code. */
sealed interface CodeRead {
    data class Found(val text: String) : CodeRead
    /** There was a picture, and no code can be read in it. */
    data object Unreadable : CodeRead
    /** Nothing that fits was copied. */
    data object Empty : CodeRead
    /** The person thought better of it. */
    data object Dropped : CodeRead
}

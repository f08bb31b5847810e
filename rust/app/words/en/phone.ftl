### Words of the phone.

## Beginning

# Title of the first screen.
welcome-title = Welcome
# What this application is, for a worker who sees it first.
welcome-text = Here you record check-ins, also without a network. Each one is sealed on this phone. Only the case team can read it.
# Button: begin.
button-start = Start
# Button: go on.
button-continue = Continue
# Button: do nothing.
button-cancel = Cancel
# Button: close this page.
button-close = Close
# Button: try once more.
button-retry = Try again
# Heading above the list of languages.
language-title = Language

## PIN

# Title: choose a PIN.
pin-choose-title = Choose a PIN
# What the PIN is for.
pin-choose-text = At least 6 digits. The PIN opens what is kept on this phone. Nobody can reset it.
# Title: type the same PIN once more.
pin-repeat-title = Enter the PIN again
# The two PINs are not the same.
pin-differs = The two PINs are different. Choose one again.
# Title of the unlock screen.
pin-title = Enter PIN
# Button: open with the PIN.
pin-open = Open
# Name of the key that deletes a digit, read aloud.
pin-delete = Delete digit
# Read aloud: how many digits are entered. $n is a number.
pin-entered = { $n } digits entered
# The PIN was wrong. $left is how many tries are left before what is kept on the phone is destroyed.
pin-wrong =
    { $left ->
        [1] Wrong PIN. One try is left. After it, drafts and case cards on this phone are destroyed.
       *[other] Wrong PIN. { $left } tries are left.
    }
# Shown while fewer than 10 tries are left, also after the app was stopped while it checked a PIN. $left is a number.
pin-tries =
    { $left ->
        [1] One try is left. After it, drafts and case cards on this phone are destroyed.
       *[other] { $left } tries are left.
    }
# The vault was destroyed.
pin-destroyed = Drafts, case cards and returned check-ins on this phone were destroyed, after ten wrong PINs or a long time without contact. Finished check-ins are still sent. Ask your supervisor for a new code.
# What a PIN protects on a computer without a hardware store.
protection-files = On this computer a PIN alone protects little: somebody with access to its disk could try all PINs. Keep the disk encrypted.

## Enrolment

# Title: connect this phone.
enrol-title = Connect this phone
# How to connect: what the supervisor shows.
enrol-text = Your supervisor shows a code: as a picture, and in letters. Use one of them.
# Field: address of the server.
enrol-address = Address
# Field: the code, in groups of 4, or the text of the scanned picture.
enrol-code = Code
# Button: scan a QR picture.
enrol-scan = Scan
# Heading: connect with the picture of the code (QR).
enrol-picture-title = With the picture
# How to connect with the picture on a computer without a camera.
enrol-picture-text = Save the picture on this computer, or a photo of it, and choose it here. Or copy it and paste it.
# Button: choose a picture file in which the code is.
enrol-picture-choose = Choose a picture
# Button: paste the copied picture, or the copied text of the code.
enrol-picture-paste = Paste
# A picture was chosen or pasted, and no code can be read in it.
enrol-picture-none = No code can be read in this picture. Take it again, larger and straight, or type the code.
# Paste was pressed, and nothing that fits was copied before.
enrol-paste-empty = There is no picture and no text to paste. Copy the code first.
# Heading: connect by typing the address and the code.
enrol-typed-title = Or by typing
# Title: compare digits aloud.
enrol-compare-title = Compare these digits
# The supervisor compares the digits and signs.
enrol-waiting = Read these digits aloud. Your supervisor compares them and approves this phone. It continues by itself.
# This phone is connected.
enrol-done = This phone is connected.
# The supervisor said no, or the code ran out.
enrol-refused = This phone was not approved, or the code has run out. Ask for a new code.

## Day list

# Title of the day list.
day-title = Day list
# No case has arrived yet.
day-empty = No case is assigned to you yet. Cases arrive when you send and fetch.
# The next contact is due today.
due-today = Due today
# The next contact is due tomorrow.
due-tomorrow = Due tomorrow
# The next contact is due on a later date. $date is a date in words.
due-on = Due { $date }
# The date of the next contact has passed. No blame. $date is a date in words.
due-since = Was due { $date }
# No date is known.
due-none = No date yet
# Mark on a case: something was returned by the officer.
note-correction = Returned for correction
# Mark on a case: a check-in was begun.
note-draft = Begun, not finished
# The clock of this phone seems wrong.
clock-notice = The date of this phone may be wrong. Check it in the system settings. Nothing is lost.
# Button: lock now.
lock = Lock
# Button, always one tap away: hide everything at once.
hide = Hide
# Neutral title of the page that hides everything.
hidden-title = Notes
# Neutral text of the page that hides everything.
hidden-text = There are no notes.
# Button on the neutral page: come back to the PIN.
hidden-back = Open

## Sending and fetching

# Button: send and fetch now.
sync-now = Send now
# Nothing waits.
sync-idle = Everything is sent.
# $n finished check-ins wait on this phone.
sync-waiting =
    { $n ->
        [1] One check-in is saved on this phone. It will be sent when there is a network.
       *[other] { $n } check-ins are saved on this phone. They will be sent when there is a network.
    }
# A sync is running.
sync-running = Sending and fetching.
# The worker switched the network off in this application.
sync-offline = The network is switched off here. Check-ins stay saved on this phone.
# Progress: opening the connection.
sync-connecting = Connecting
# Progress: $done of $total check-ins are sent.
sync-sending = Sending { $done } of { $total }
# Progress: fetching what is new.
sync-fetching = Fetching what is new
# A sync ended well. $sent is how many check-ins were sent.
sync-complete =
    { $sent ->
        [1] Sent: 1. Everything is up to date.
       *[other] Sent: { $sent }. Everything is up to date.
    }
# Some check-ins were refused by the server. $n is how many.
sync-refused =
    { $n ->
        [1] One check-in was not accepted. It is still on this phone; the outbox says why.
       *[other] { $n } check-ins were not accepted. They are still on this phone; the outbox says why.
    }

## A case

# Label before the area.
case-area = Area
# Label before the date of the next contact.
case-due = Next contact
# Label before the person's language.
case-language = Language of the person
# Button: begin a form. $form is its title.
case-start = Start: { $form }
# Button: delete the draft.
case-discard = Delete this draft
# Question before a draft is deleted.
case-discard-ask = Delete the draft? Its answers can't be brought back.
# $date is a date in words.
case-draft-since = Begun { $date }
# No form has arrived yet.
case-no-forms = The forms have not arrived yet. Send and fetch once with a network.
# The key of the case team has not arrived.
case-no-team = The key of the case team has not arrived yet. Send and fetch once with a network.
# Heading above finished check-ins of a case.
case-sent-title = Finished

## A newer version of a form

# A draft's form has a newer version. Nothing happens by itself.
upgrade-offer = There is a newer version of this form. You can go on with this one, and send it so.
# Button: see what would become of the answers. Nothing is changed by it.
upgrade-look = Use the new version of the form
# Title: a draft and the newer version of its form.
upgrade-title = New version of the form
# Above what becomes of the answers.
upgrade-text = Nothing is changed yet. See what becomes of the answers that were given in the older version.
# $n is how many answers stay; it may be 0.
upgrade-stays =
    { $n ->
        [0] No answer stays where it is.
        [1] One answer stays where it is.
       *[other] { $n } answers stay where they are.
    }
# Heading above the answers that move. $n is how many.
upgrade-moves =
    { $n ->
        [1] One answer moves to another part
       *[other] { $n } answers move to another part
    }
# Heading above the answers that the newer version does not take. $n is how many.
upgrade-lost =
    { $n ->
        [1] One answer is not taken over
       *[other] { $n } answers are not taken over
    }
# In place of that heading, when there is none.
upgrade-nothing-lost = No answer is lost.
# Under an answer that moves. $section is the title of a part of the form.
upgrade-now-in = Now in: { $section }
# Under an answer that is not taken over: why.
upgrade-no-place = The new version does not ask this.
# Under an answer that is not taken over: why.
upgrade-calculated = The new version works this out by itself.
# Under an answer that is not taken over: why (a word where the new version wants a number).
upgrade-type = The new version wants another kind of answer.
# Under an answer that is not taken over: why.
upgrade-not-offered = The new version no longer offers this choice.
# Under an answer that is not taken over: why.
upgrade-not-asked = The new version does not ask this, because of other answers.
# Button: confirm. The draft goes on in the newer version.
upgrade-use = Use the new version
# Button: nothing is changed, the draft goes on in the older version.
upgrade-keep = Keep the old version
# The draft goes on in the newer version, and this can be taken back.
upgrade-done = This draft was taken over into a newer version of the form.
# Button: make the draft what it was before.
upgrade-undo = Go back to the old version
# Question before that.
upgrade-undo-ask = Go back? Answers given since then are lost. The draft is again as it was before.

## Questions

# Button: next page.
button-next = Next
# Button: page before.
button-back = Back
# Button: no answer, next page.
button-skip = Skip
# Choice that is always visible: the person does not want to answer.
prefer-not = Prefers not to say
# Button: list of all questions.
button-contents = Contents
# Button: read all answers back to the person.
button-read-back = Read back
# Button: finish and seal.
button-finish = Finish
# Button: leave the form, the draft is kept.
button-leave = Leave, keep the draft
# Shown quietly after each answer.
saved = Saved on this phone.
# Where in the form. $index and $total are numbers.
progress = Page { $index } of { $total }
# An answer is needed here.
message-required = An answer is needed here.
# The answer does not fit and the form says no more.
message-constraint = This answer does not fit. Please check it.
# The answer is of another kind (a word instead of a number).
message-type = This can't be read as an answer of this kind. Please check it.
# Ask whether to add one more. $name is what is repeated, for example Referral.
repeat-ask = Add another: { $name }?
# Button: add one more.
repeat-add = Add another
# Button: no more.
repeat-done = No more
# Button: remove this one.
repeat-remove = Remove this one
# Question before one is removed. $name is its name, for example Referral 1.
repeat-remove-ask = Remove { $name }? Its answers can't be brought back.
# Button: today.
date-today = Today
# Button: yesterday.
date-yesterday = Yesterday
# Button: in one week.
date-in-week = In one week
# Button: in two weeks.
date-in-two-weeks = In two weeks
# Button: in one month (30 days).
date-in-month = In one month
# Button: open the calendar.
date-choose = Choose a date
# A kind of question that this phone never asks (place, picture).
not-asked-kind = This phone does not record places, pictures or sound. Skip this question.
# Heading above the officer's comment.
comment-title = From the officer
# Heading while a returned check-in is corrected.
correction-title = Correction
# State of a question.
state-answered = Answered
# State of a question.
state-prefers-not = Prefers not to say
# State of a question.
state-skipped = No answer
# State of a question.
state-not-asked = Not asked
# Mark in the contents: the page that is shown now.
here = You are here
# Mark in the contents and the read-back: an answer is missing.
missing = Answer needed

## Read-back and finish

# What to do on the read-back.
summary-sentence = Read the answers back with the person and correct them together.
# Some answers are needed before finishing. $n is how many.
summary-missing =
    { $n ->
        [1] One answer is needed before you can finish.
       *[other] { $n } answers are needed before you can finish.
    }
# The check-in is sealed and in the outbox.
finish-done = Saved on this phone. It will be sent when there is a network. Until then it can be changed in the outbox, for one day at most.

## Danger now

# Heading of the emergency box.
emergency-title = Call now
# What to do in danger.
emergency-text = Call the emergency number or the duty officer now. This form is not read immediately.
# Button: call. $number is a telephone number.
emergency-call = Call { $number }
# Label before the duty officer's number.
emergency-duty = Duty officer
# The tenant has set no number.
emergency-no-number = No number is set here. Call the number that you know.

## Outbox

# Title of the outbox.
outbox-title = Outbox
# Nothing was finished yet.
outbox-empty = Finished check-ins appear here.
# State of a check-in.
outbox-saved = Saved on this phone
# A finished check-in that is being changed; it is not sent before that ends.
outbox-held = Open for changes, not sent yet
# Button: open a finished check-in that is not sent yet, to change its answers.
outbox-change = Change
# Button: end the changes; the check-in stays as it was finished.
outbox-change-discard = Give up the changes
# Question before changes are given up.
outbox-change-ask = Give up the changes? The check-in stays as it was finished.
# State of a check-in: begun to send, no receipt yet.
outbox-sending = Being sent
# State of a check-in: the server has it.
outbox-sent = Sent
# State of a check-in: an officer read it.
outbox-read = Read by the officer
# State of a check-in.
outbox-returned = Returned for correction
# State of a check-in: the server did not accept it.
outbox-refused = Not accepted, still on this phone
# The server's receipt. $n is its number, $time a date and time in words.
outbox-receipt = Receipt { $n }, { $time }
# $time is a date and time in words.
outbox-finished = Finished { $time }
# Shown in place of the case reference while the phone is locked.
outbox-locked-reference = Case

## Corrections

# Title of the list of returned check-ins.
corrections-title = Corrections
# Nothing was returned.
corrections-empty = Nothing was returned for correction.
# Button: open a returned check-in.
corrections-open = Correct
# $date is the date of the contact in words.
corrections-of = Contact of { $date }

## Settings

# Title of the settings.
settings-title = Settings
# Label: language of the application.
settings-language = Language of the application
# Label: language of the questions.
settings-form-language = Language of the questions
# Label of a switch.
settings-offline = Work offline
# What the switch does.
settings-offline-hint = This application uses no network until you switch it on again.
# Label before the address of the server.
settings-server = Server
# Label before the name of the organisation.
settings-organisation = Organisation
# Label before the emergency number.
settings-emergency = Emergency number
# Label before the moment of the last contact.
settings-last-contact = Last contact with the server
# Label before the short id of this device.
settings-device = This device
# Heading.
settings-about = About
# $version is a version number.
about-text = Homeward { $version }. Free software, Apache License 2.0.
# Something has not happened yet.
never = Not yet

## Dates

# A date in words. $day, $year are numbers, $month is the month's name from the message month.
date-long = { $day } { $month } { $year }
# A date in this year. $day is a number, $month the month's name.
date-short = { $day } { $month }
# $date is a date in words, $time is like 14:05.
date-time = { $date }, { $time }
# Name of a month as it stands in a date. $n is its number.
month =
    { $n ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }

## Screens

# Button at the top, always there: whom to call in danger. One short word.
emergency = Emergency
# On a button while it works.
wait = One moment
# On the last page of a form.
all-asked = All questions were shown. Read the answers back with the person.
# Button: go to the first answer that is missing.
missing-go = Answer what is missing
# Choice: a notice was read.
acknowledge = I have read this
# Button of the calendar: the month before.
month-before = Earlier
# Button of the calendar: the month after.
month-after = Later
# Name of a weekday above a calendar, two letters. $n is 1 for Monday to 7 for Sunday.
weekday =
    { $n ->
        [1] Mo
        [2] Tu
        [3] We
        [4] Th
        [5] Fr
        [6] Sa
       *[other] Su
    }

# Title of the list of workers who share this phone.
profile-title = Who is using this phone?

# A profile without a name; $n is its number.
profile-unnamed = Profile { $n }

# Label of the field for the name.
profile-name = Your name on this phone

# Under that field.
profile-name-text = It is kept on this phone only, and everybody who holds the phone sees it.

# Button: another worker begins on this phone.
profile-add = Add a worker

# Button: go to the list of workers.
profile-switch = Another worker

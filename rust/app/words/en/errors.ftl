### What went wrong, and what to do. The key is the code for support (docs/errors.md has those of the server).

# The server could not read a check-in.
hw-200 = The server could not read this check-in. It is still on this phone.
    .remedy = Tell support the code; an update may be needed.

# The check-in is too big.
hw-201 = This check-in is too big. It is still on this phone.
    .remedy = Tell the officer by phone what the long answers say.

# The server does not know this device.
hw-202 = The office does not know this phone. Nothing is lost; check-ins stay on this phone.
    .remedy = Ask the supervisor to connect it again.

# The check-in's signature does not fit.
hw-203 = This check-in was changed on its way. It is still on this phone.
    .remedy = Send it again. If it stays so, tell support the code.

# Another check-in with the same id was received.
hw-204 = The server already has another check-in with the same number. This one is still on this phone.
    .remedy = Tell the officer, who sees both.

# The tallies of a check-in do not fit.
hw-205 = What is counted of this check-in was changed on its way. It is still on this phone.
    .remedy = Send it again. If it stays so, tell support the code.

# The server's disk is full.
hw-501 = The server has no space left. Nothing is lost; check-ins stay on this phone.
    .remedy = Tell the office.

# The disk is full.
hw-401 = There is no space left on this phone. What was saved before is still saved.
    .remedy = Free some space, then try again.

# A file could not be read or written.
hw-402 = A file on this phone could not be read or written.
    .remedy = Close the application and open it again. If it stays so, tell support.

# The database on the phone is damaged or from a newer version.
hw-403 = What is kept on this phone could not be read.
    .remedy = Install the newest version. If it stays so, tell support before you do anything else.

# A PIN that is too short.
hw-404 = The PIN needs at least 6 digits.
    .remedy = Choose a longer one.

# The vault was destroyed.
hw-405 = Drafts and case cards on this phone were destroyed. Finished check-ins are still sent.
    .remedy = Ask your supervisor for a new code.

# Something needs the PIN.
hw-406 = This phone is locked.
    .remedy = Enter the PIN.

# A PIN was set before.
hw-407 = A PIN is set already.
    .remedy = Enter that PIN.

# The phone is not connected to a server yet.
hw-408 = This phone is not connected yet.
    .remedy = Ask your supervisor for a code.

# A case or record that this phone does not have.
hw-410 = This is not on this phone any more.
    .remedy = Go back to the day list.

# The form has not arrived.
hw-411 = This form has not arrived on this phone yet.
    .remedy = Send and fetch once with a network.

# The form has a fault.
hw-412 = This form has a fault and can't be filled. Nothing is lost.
    .remedy = Tell the person who makes the forms.

# The question can't be answered now.
hw-414 = This question is not asked now, because of another answer.
    .remedy = Go back to the contents.

# No form is open.
hw-416 = No form is open.
    .remedy = Open one from the day list.

# A returned check-in can't be opened.
hw-417 = The returned check-in could not be opened.
    .remedy = Send and fetch once more. If it stays so, tell the officer.

# Something that sealing needs has not arrived: settings, the team's key, the office's keys.
hw-419 = Something that is needed for sealing has not arrived yet. The draft is kept.
    .remedy = Send and fetch once with a network, then finish.

# The enrolment code has a typing mistake.
hw-421 = This code is not right.
    .remedy = Compare it letter by letter. It has 8 groups of 4.

# The server is not the one that the code names.
hw-422 = This is not the server that the code belongs to. Nothing was sent to it.
    .remedy = Check the address. If it is right, tell your supervisor.

# The invitation was used, ran out or had too many tries.
hw-423 = The server did not accept this code: it was used, or it has run out.
    .remedy = Ask your supervisor for a new code.

# Check-ins of an earlier connection of this phone are not sent yet.
hw-424 = Check-ins that were finished on this phone before are not sent yet. Connecting it anew would strand them.
    .remedy = Send and fetch with a network until the outbox is empty, then enter the code again.

# A correction of a correction, both written on another phone.
hw-425 = This check-in was written and corrected on another phone. It can't be corrected here, because its first version is not known here.
    .remedy = Correct it on that phone, or tell the officer by phone.

# A finished check-in is being sent or is older than a day.
hw-426 = This check-in is being sent and can't be changed here any more. It is as it was finished.
    .remedy = If something is wrong in it, ask the officer to return it.

# A finished check-in of the same case is open for changes.
hw-427 = A finished check-in of this case is open for changes. This draft is kept.
    .remedy = Finish that one first, or give its changes up in the outbox.

# A profile's name that is empty or too long.
hw-428 = This name is empty or too long.
    .remedy = Choose one of at most 40 characters.

# As many profiles as a phone may have.
hw-429 = No more workers fit on this phone.
    .remedy = Use another phone.

# A check-in of an institution that this phone was connected to before.
hw-430 = This check-in was sealed for an institution that this phone is not connected to any more. It stays on this phone and can't be sent now.
    .remedy = Tell your supervisor. It is sent when this phone is connected to that institution again.

# The server did not answer.
hw-601 = The server didn't answer. Nothing is lost; check-ins stay on this phone.
    .remedy = Homeward tries again later. You can also try now.

# The server does not let this device in.
hw-602 = The server does not accept this phone. Nothing is lost; check-ins stay on this phone.
    .remedy = Tell your supervisor.

# The clocks of phone and server differ by more than a day.
hw-603 = The date of this phone seems wrong. Nothing is lost; check-ins stay on this phone.
    .remedy = Set date and time in the system settings, then send again.

# The server's answer can't be read or its signature does not fit.
hw-604 = The server's answer could not be verified and was not used. Nothing is lost.
    .remedy = Try again later. If it stays so, tell support.

# The directory head contradicts an earlier one.
hw-605 = The server showed a directory that contradicts an earlier one. Nothing was taken over; both are kept as evidence.
    .remedy = Tell your supervisor before you send again.

# The network is switched off in the application.
hw-606 = The network is switched off here. Check-ins stay saved on this phone.
    .remedy = Switch off "Work offline" in the settings to send.

# The address is not one that may be used.
hw-607 = This address can't be used. It must begin with https://.
    .remedy = Check the address with your supervisor.

# Somebody else was shown another directory.
hw-608 = The server showed somebody else a directory that contradicts the one on this phone. Nothing was taken over; both are kept as evidence.
    .remedy = Tell your supervisor before you send again.
# The server has trouble (5xx) or is busy.
hw-609 = The server has trouble at the moment. Nothing is lost; check-ins stay on this phone.
    .remedy = Homeward tries again later.

# The server refused one check-in.
hw-610 = The server did not accept this check-in. It is still on this phone.
    .remedy = Tell support the code; the check-in is kept.

# Something unexpected happened in the application itself.
hw-499 = Something went wrong in the application. What was saved is still saved.
    .remedy = Close the application and open it again. Tell support the code.

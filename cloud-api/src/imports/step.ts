/** Something that an import did, with what is needed to take it back. Bytes in base64, all of them sealed. */
export type Step =
  | { readonly did: 'person_added'; readonly person: string }
  | {
      readonly did: 'profile_changed';
      readonly person: string;
      readonly before: string;
      readonly beforeType: number | null;
      readonly beforeIndex: string | null;
      /** As the import left it: if it is another by now, somebody changed it since. */
      readonly after: string;
    }
  /** Facts of this person that were recorded, or withdrawn, at the moment of the import. */
  | { readonly did: 'enrolment_changed'; readonly person: string }
  | { readonly did: 'class_added'; readonly class: string }
  | { readonly did: 'subject_added'; readonly subject: string }
  | { readonly did: 'timetable_added'; readonly timetable: string }
  | { readonly did: 'guardianship_added'; readonly guardianship: string }
  | { readonly did: 'employment_added'; readonly employment: string }
  | { readonly did: 'class_teacher_added'; readonly classTeacher: string };

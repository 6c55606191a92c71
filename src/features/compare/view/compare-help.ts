import type { Help } from '../../../methods/catalog/params';
import { phrase } from '../../../words/say';

export const EXPLAIN_HELP: Help = {
  what: phrase(
    'Which class each map is about: the class that its network finds most likely in its photo, or one class for all, the one in the settings. A photo can have a class of its own, in the menu at its name. Networks that number their classes differently are asked for the one of the same name.',
  ),
  differs: phrase('The maps of another class are other maps, so they are drawn again.'),
  try: phrase('first classes, to see what each answer rests on; then one class, to see who finds it where.'),
};

export const SCALE_HELP: Help = {
  what: phrase(
    'The value that is drawn at full strength. With a scale of its own each map shows where it is strongest, and says nothing of how strong. Maps that share a scale, the largest of their own ones, can be compared in strength.',
  ),
  differs: phrase('A shared scale is never below a map’s own, so weaker maps get darker.'),
  try: phrase(
    '“Column”, to compare photos under one network. Methods measure different things: across them one scale says little.',
  ),
};

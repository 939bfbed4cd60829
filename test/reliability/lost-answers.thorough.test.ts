import { faults, survivesFaults } from "../support/lost-answers";

survivesFaults(() => faults);
